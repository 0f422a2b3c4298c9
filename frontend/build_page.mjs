// Bundles the light page's front end (src/page) into cjm_widgets/serve/static/: page.js, and bokeh.js beside it, which
// page.js loads when a chart appears. `--check` compares a fresh build with what is committed.
import { readFile, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import { build, transform } from "esbuild";

const here = dirname(fileURLToPath(import.meta.url));
const target = join(here, "../cjm_widgets/serve/static");

/** Style sheets come as text inside the script: nothing of theirs is seen before the script has run. */
const cssAsText = {
  name: "css-as-text",
  setup({ onLoad }) {
    onLoad({ filter: /\.css$/ }, async ({ path }) => {
      const { code } = await transform(await readFile(path, "utf8"), { loader: "css", minify: true });
      return { contents: code.trim(), loader: "text" };
    });
  },
};

const { outputFiles } = await build({
  absWorkingDir: here,
  entryPoints: { page: "src/page/main.ts", bokeh: "src/page/bokeh.ts" },
  outdir: target,
  write: false,
  bundle: true,
  format: "esm",
  target: ["es2021", "safari15"],
  external: ["./bokeh.js"],
  plugins: [cssAsText],
  minify: true,
  charset: "utf8",
  legalComments: "none",
  logLevel: "warning",
});

const check = process.argv.includes("--check");
for (const { path, text } of outputFiles) {
  const name = path.slice(target.length + 1);
  if (check && (await readFile(path, "utf8").catch(() => null)) !== text) {
    console.error(`cjm_widgets/serve/static/${name} differs from the sources. Run: npm run build`);
    process.exitCode = 1;
  }
  if (!check) {
    await writeFile(path, text);
    console.log(`${name.padEnd(14)} ${String(text.length).padStart(7)} B, gzip ${gzipSync(text).length} B`);
  }
}
if (check && process.exitCode === undefined)
  console.log(`${outputFiles.length} files of the light page are those that are committed.`);
