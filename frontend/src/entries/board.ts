import "../css/board.css";
import { BoardView } from "../board.tsx";
import { widget } from "../mount.ts";

export default widget(BoardView);
