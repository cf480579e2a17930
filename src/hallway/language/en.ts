export { hallway } from '#words/made/en/hallway.ts';
