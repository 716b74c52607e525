export { AttentionDialog } from "./attention-dialog";
export { AttentionSettings } from "./attention-settings";
export { MuteDialog } from "./mute-dialog";
