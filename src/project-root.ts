/** The folder of package.json: sources are in its folders, compiled files in its dist folder. */
export const PROJECT_ROOT = new URL(import.meta.url.endsWith('.ts') ? '../' : '../../', import.meta.url);
