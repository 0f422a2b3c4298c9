// Bundles one ES module and one style sheet per widget into cjm_widgets/widgets/static/, for JupyterLab, and all of them
// as one module and one sheet (all.js, all.css), for the kit's own pages: a page has several, and what they share comes
// once. `--check` builds into a scratch folder and compares it with what is committed.
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import { build, transform } from "esbuild";

const here = dirname(fileURLToPath(import.meta.url));
const target = join(here, "../cjm_widgets/widgets/static");
const check = process.argv.includes("--check");
const out = check ? await mkdtemp(join(tmpdir(), "cjm-build-")) : target;

const ALL = "all";
const entries = (await readdir(join(here, "src/entries"))).sort();
const names = entries.map((name) => name.replace(/\.tsx?$/, ""));
const browsers = ["es2022", "safari16"];
const settings = {
  absWorkingDir: here,
  bundle: true,
  format: "esm",
  target: browsers,
  minify: true,
  charset: "utf8",
  legalComments: "none",
  logLevel: "warning",
};
await mkdir(out, { recursive: true });
await build({ ...settings, entryPoints: entries.map((name) => `src/entries/${name}`), outdir: out });
await build({
  ...settings,
  stdin: {
    contents: names
      .map((name) => `export { default as ${name} } from "./src/entries/${name}.ts";`)
      .join("\n"),
    resolveDir: here,
  },
  loader: { ".css": "empty" },
  outfile: join(out, `${ALL}.js`),
});
const sheets = new Map();
for (const name of names) await gatherSheet(`src/css/${name}.css`, sheets);
const { code } = await transform([...sheets.values()].join("\n"), {
  loader: "css",
  minify: true,
  charset: "utf8",
  target: browsers,
});
await writeFile(join(out, `${ALL}.css`), code);

/** Put a sheet into `sheets` after those that it imports, each once: a widget's own rules come after the shared ones. */
async function gatherSheet(path, sheets) {
  if (sheets.has(path)) return;
  const text = await readFile(join(here, path), "utf8");
  const imported = /^@import "(.+)";$/gm;
  for (const [, name] of text.matchAll(imported)) await gatherSheet(join(dirname(path), name), sheets);
  sheets.set(path, text.replace(imported, ""));
}

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
  const entryNames = new Set([...names, ALL]);
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
