import "../css/offers.css";
import { widget } from "../mount.ts";
import { OffersView } from "../offers.tsx";

export default widget(OffersView);
