import { createRoot } from "react-dom/client";
import { App } from "./app/App";
import { launch } from "./app/launch";
import { startTheme } from "./app/theme";
import "./ui/tokens.css";
import "./ui/base.css";

startTheme();
const root = document.getElementById("root");
if (!root) throw new Error("index.html has no #root");
const context = await launch();
createRoot(root).render(<App context={context} />);
