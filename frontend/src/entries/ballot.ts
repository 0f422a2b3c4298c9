import { BallotView } from "../ballot.tsx";
import "../css/ballot.css";
import { widget } from "../mount.ts";

export default widget(BallotView);
