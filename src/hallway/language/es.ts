export { hallway } from '#words/made/es/hallway.ts';
