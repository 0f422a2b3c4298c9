// Style sheets are bundled by esbuild; a module only says that it needs one.
declare module "*.css";
