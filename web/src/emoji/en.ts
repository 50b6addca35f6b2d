import groups from "./en.json";

export default groups;
