// Makes modules of React's packages, so that a page can import them by an import map, as an application's bundle would.
import {build} from "esbuild";
import {writeFile} from "node:fs/promises";

const names = {
  react: await import("react"),
  "react-dom": await import("react-dom"),
  "react-dom/client": await import("react-dom/client"),
};
const entryPoints = [];
for (const [name, module] of Object.entries(names)) {
  const file = `${name.replace("/", "-")}.mjs`;
  const exported = Object.keys(module).filter((key) => key !== "default" && key !== "module.exports");
  await writeFile(`entry-${file}`, `import all from "${name}"; export const {${exported}} = all; export default all;`);
  entryPoints.push({in: `entry-${file}`, out: name.replace("/", "-")});
}
await build({
  entryPoints,
  outdir: "vendor",
  bundle: true,
  splitting: true,
  format: "esm",
  define: {"process.env.NODE_ENV": '"development"'}, // StrictMode does what it does in development alone
});
console.log("bundled");
