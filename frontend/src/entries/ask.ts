import "../css/ask.css";
import { AskView } from "../ask.tsx";
import { widget } from "../mount.ts";

export default widget(AskView);
