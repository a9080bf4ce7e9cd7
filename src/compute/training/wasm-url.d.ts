/** Vite's form of importing a file's address; this project has no DOM, so Vite's own types stay out of it. */
declare module "*.wasm?url" {
  const url: string;
  export default url;
}
