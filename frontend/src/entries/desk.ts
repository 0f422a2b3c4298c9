import "../css/desk.css";
import { DeskView } from "../desk.tsx";
import { widget } from "../mount.ts";

export default widget(DeskView);
