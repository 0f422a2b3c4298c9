// Bundles one ES module and one style sheet per widget into cjm_widgets/widgets/static/.
// `--check` builds into a scratch folder and compares it with what is committed.
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import { build } from "esbuild";

const here = dirname(fileURLToPath(import.meta.url));
const target = join(here, "../cjm_widgets/widgets/static");
const check = process.argv.includes("--check");
const out = check ? await mkdtemp(join(tmpdir(), "cjm-build-")) : target;

const entries = (await readdir(join(here, "src/entries"))).sort();
await mkdir(out, { recursive: true });
await build({
  absWorkingDir: here,
  entryPoints: entries.map((name) => `src/entries/${name}`),
  outdir: out,
  bundle: true,
  format: "esm",
  target: ["es2022", "safari16"],
  minify: true,
  charset: "utf8",
  legalComments: "none",
  logLevel: "warning",
});

const built = (await readdir(out)).filter((name) => /\.(js|css)$/.test(name)).sort();
if (check) {
  const differing = [];
  const committed = (await readdir(target)).filter((name) => /\.(js|css)$/.test(name)).sort();
  for (const name of new Set([...built, ...committed])) {
    const [fresh, old] = await Promise.all(
      [out, target].map((folder) => readFile(join(folder, name), "utf8").catch(() => null)),
    );
    if (fresh !== old) differing.push(name);
  }
  await rm(out, { recursive: true });
  if (differing.length > 0) {
    console.error(
      `cjm_widgets/widgets/static differs from the sources: ${differing.join(", ")}. Run: npm run build`,
    );
    process.exit(1);
  }
  console.log(`${built.length} built files are those that are committed.`);
} else {
  const entryNames = new Set(entries.map((name) => name.replace(/\.tsx?$/, "")));
  for (const name of built) {
    if (!entryNames.has(name.replace(/\.(js|css)$/, ""))) {
      await rm(join(out, name));
      continue;
    }
    const text = await readFile(join(out, name), "utf8");
    await writeFile(join(out, name), text.endsWith("\n") ? text : `${text}\n`);
    console.log(`${name.padEnd(14)} ${String(text.length).padStart(7)} B, gzip ${gzipSync(text).length} B`);
  }
}
