import "../css/room.css";
import { widget } from "../mount.ts";
import { RoomView } from "../room.tsx";

export default widget(RoomView);
