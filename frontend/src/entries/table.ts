import "../css/table.css";
import { widget } from "../mount.ts";
import { TableView } from "../table.tsx";

export default widget(TableView);
