// From any image file to a small picture in a data: address. The page does it, so that nothing large travels.

const SIDE_PX = 256;
const QUALITIES = [0.85, 0.7, 0.55, 0.4, 0.25];

/** Width and height that fit into a square of `side`, in proportion; never larger than they were. */
export function fitted(width: number, height: number, side: number): [number, number] {
  const scale = Math.min(1, side / Math.max(width, height, 1));
  return [Math.max(1, Math.round(width * scale)), Math.max(1, Math.round(height * scale))];
}

/** A JPEG of at most 256 pixels a side and `longest` characters; null where the file is no picture. */
export async function shrink(file: Blob, longest: number): Promise<string | null> {
  let image: ImageBitmap;
  try {
    image = await createImageBitmap(file);
  } catch {
    return null;
  }
  const canvas = document.createElement("canvas");
  [canvas.width, canvas.height] = fitted(image.width, image.height, SIDE_PX);
  const pen = canvas.getContext("2d");
  if (pen === null) return null;
  pen.fillStyle = "#ffffff"; // what was see-through would turn black
  pen.fillRect(0, 0, canvas.width, canvas.height);
  pen.imageSmoothingQuality = "high";
  pen.drawImage(image, 0, 0, canvas.width, canvas.height);
  image.close();
  for (const quality of QUALITIES) {
    const address = canvas.toDataURL("image/jpeg", quality);
    if (address.length <= longest) return address;
  }
  return null;
}

/** The first letters of the first and the last word before a comma: “Nadia, first order” is N, as on her sheet. */
export function initials(name: string): string {
  const words = (name.split(",", 1)[0] ?? "")
    .trim()
    .split(/\s+/)
    .filter((word) => /[\p{L}\p{N}]/u.test(word));
  const ends = words.length > 1 ? [words[0], words.at(-1)] : words;
  return ends
    .map((word) => [...(word ?? "")].find((one) => /[\p{L}\p{N}]/u.test(one)) ?? "")
    .join("")
    .toUpperCase();
}
