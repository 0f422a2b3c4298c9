// Bundles one ES module and one style sheet per widget into cjm_widgets/widgets/static/, for JupyterLab, and all of them
// as one module and one sheet (all.js, all.css), for the kit's own pages: a page has several, and what they share comes
// once. What few people need is a module of its own there, fetched when it is used; JupyterLab's modules hold it.
// LICENSES.txt has the licences of the libraries that are inside. `--check` builds into a scratch folder and compares it
// with what is committed.
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { basename, dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import { build, transform } from "esbuild";

const here = dirname(fileURLToPath(import.meta.url));
const target = join(here, "../cjm_widgets/widgets/static");
const check = process.argv.includes("--check");
const out = check ? await mkdtemp(join(tmpdir(), "cjm-build-")) : target;

const ALL = "all";
const LICENSES = "LICENSES.txt";
/** Modules that the kit's own pages fetch when they are used, by the path from which they are imported. */
const LATER = { "./workbook.ts": "src/from_file/workbook.ts" };
const later = Object.values(LATER).map((path) => basename(path, ".ts"));
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
/** Leaves these modules where they are, beside the one that imports them. */
const fetchLater = {
  name: "fetch-later",
  setup({ onResolve }) {
    onResolve({ filter: /^\./ }, ({ path, kind }) =>
      kind === "dynamic-import" && path in LATER
        ? { path: `./${basename(path, ".ts")}.js`, external: true }
        : undefined,
    );
  },
};
await mkdir(out, { recursive: true });
const { metafile } = await build({
  ...settings,
  entryPoints: entries.map((name) => `src/entries/${name}`),
  outdir: out,
  metafile: true,
});
await writeFile(join(out, LICENSES), await licences(Object.keys(metafile.inputs)));
await build({ ...settings, entryPoints: Object.values(LATER), outdir: out });
await build({
  ...settings,
  stdin: {
    contents: names
      .map((name) => `export { default as ${name} } from "./src/entries/${name}.ts";`)
      .join("\n"),
    resolveDir: here,
  },
  loader: { ".css": "empty" },
  plugins: [fetchLater],
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

/** The licences of the libraries among these sources, each under its name. */
async function licences(sources) {
  const found = sources.map((path) => /^node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(path)?.[1]);
  const texts = [...new Set(found)]
    .filter(Boolean)
    .sort()
    .map(async (name) => {
      const folder = join(here, "node_modules", name);
      const { version } = JSON.parse(await readFile(join(folder, "package.json"), "utf8"));
      const text = await readFile(join(folder, "LICENSE"), "utf8");
      return `${name} ${version}\n\n${text.trim()}\n`;
    });
  const head = "These modules hold code of the kit, and of the libraries below.\n";
  return [head, ...(await Promise.all(texts))].join("\n---\n\n");
}

const BUILT = /\.(js|css)$|^LICENSES\.txt$/;
const built = (await readdir(out)).filter((name) => BUILT.test(name)).sort();
if (check) {
  const differing = [];
  const committed = (await readdir(target)).filter((name) => BUILT.test(name)).sort();
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
  const entryNames = new Set([...names, ...later, ALL, LICENSES]);
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
