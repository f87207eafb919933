// How the report of a run is built. The run passes what differs in environment variables; nothing here needs the network.
import { readFileSync } from "node:fs";

const { DRDRILLS_REPORT_NAME, DRDRILLS_REPORT_CATEGORIES, DRDRILLS_REPORT_HISTORY } = process.env;

export default {
  name: DRDRILLS_REPORT_NAME || "DrDrills",
  historyPath: DRDRILLS_REPORT_HISTORY || undefined,
  historyLimit: 36,
  categories: DRDRILLS_REPORT_CATEGORIES ? JSON.parse(readFileSync(DRDRILLS_REPORT_CATEGORIES, "utf8")) : [],
  plugins: {
    awesome: {
      options: {
        singleFile: true,
        reportLanguage: "en",
        groupBy: ["feature"],
        stepTreeExpansion: "expanded",
      },
    },
  },
};
