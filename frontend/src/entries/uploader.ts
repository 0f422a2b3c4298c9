import "../css/uploader.css";
import { widget } from "../mount.ts";
import { UploaderView } from "../uploader.tsx";

export default widget(UploaderView);
