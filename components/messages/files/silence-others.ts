/** Pauses all other sounds and videos of the page. */
export function silenceOthers(playing: HTMLMediaElement): void {
  for (const other of document.querySelectorAll<HTMLMediaElement>("audio, video")) if (other !== playing) other.pause();
}
