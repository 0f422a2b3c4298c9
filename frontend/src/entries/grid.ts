import "../css/grid.css";
import { GridView } from "../grid.tsx";
import { widget } from "../mount.ts";

export default widget(GridView);
