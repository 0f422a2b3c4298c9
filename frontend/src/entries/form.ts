import "../css/form.css";
import { FormView } from "../form.tsx";
import { widget } from "../mount.ts";

export default widget(FormView);
