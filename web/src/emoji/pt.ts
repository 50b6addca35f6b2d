import groups from "./pt.json";

export default groups;
