// The page's own style sheet comes as text inside its script (see build.mjs).
declare module "./controls.css" {
  const text: string;
  export default text;
}
