import "../css/steps.css";
import { widget } from "../mount.ts";
import { StepsView } from "../steps.tsx";

export default widget(StepsView);
