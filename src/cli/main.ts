import { recourse } from './recourse.ts';

const { done, lines } = await recourse(process.argv.slice(2), process.env);
for (const line of lines) (done ? console.log : console.error)(line);
process.exitCode = done ? 0 : 1;
