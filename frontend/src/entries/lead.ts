import "../css/lead.css";
import { LeadView } from "../lead.tsx";
import { widget } from "../mount.ts";

export default widget(LeadView);
