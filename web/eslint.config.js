import js from '@eslint/js'
import hooks from 'eslint-plugin-react-hooks'
import ts from 'typescript-eslint'

// What each folder must not import. wire, model <- state <- canvas, inspector, panels; wire <- live <- views;
// the pages, lessons, classroom and help, stand on everything and nothing stands on them.
const forbidden = {
  wire: ['model', 'state', 'api', 'live', 'views', 'canvas', 'inspector', 'panels', 'ui', 'i18n'],
  model: ['wire', 'state', 'api', 'live', 'views', 'canvas', 'inspector', 'panels', 'ui', 'i18n'],
  api: ['state', 'live', 'views', 'canvas', 'inspector', 'panels', 'ui', 'i18n'],
  i18n: ['state', 'api', 'live', 'views', 'canvas', 'inspector', 'panels', 'ui'],
  ui: ['state', 'live', 'views', 'canvas', 'inspector', 'panels'],
  state: ['live', 'views', 'canvas', 'inspector', 'panels', 'ui'],
  live: ['state', 'views', 'canvas', 'inspector', 'panels'],
  views: ['canvas', 'inspector', 'panels'],
  canvas: ['inspector'],
  inspector: ['canvas'],
  panels: ['canvas', 'inspector'],
}

const pages = ['lessons', 'classroom', 'help']

const directions = Object.entries(forbidden).map(([folder, names]) => ({
  files: [`src/${folder}/**/*.{ts,tsx}`],
  rules: {
    'no-restricted-imports': [
      'error',
      {
        patterns: [
          {
            regex: `^\\.\\./(?:\\.\\./)*(?:${[...names, ...pages].join('|')})(?:/|$)`,
            message: `${folder}/ must not import this; see the directions in eslint.config.js.`,
          },
        ],
      },
    ],
  },
}))

export default ts.config(
  { ignores: ['dist', 'node_modules', 'src/**/*.gen.ts'] },
  js.configs.recommended,
  ...ts.configs.strictTypeChecked,
  {
    languageOptions: {
      parserOptions: { projectService: { allowDefaultProject: ['eslint.config.js'] } },
    },
    plugins: { 'react-hooks': hooks },
    rules: {
      ...hooks.configs['recommended-latest']?.rules,
      'react-hooks/rules-of-hooks': 'error',
      'react-hooks/exhaustive-deps': 'error',
      'max-lines': ['error', { max: 400 }],
      '@typescript-eslint/restrict-template-expressions': ['error', { allowNumber: true }],
      '@typescript-eslint/no-confusing-void-expression': [
        'error',
        { ignoreArrowShorthand: true, ignoreVoidReturningFunctions: true },
      ],
      // The actions of our stores are closures; none of them uses `this`.
      '@typescript-eslint/unbound-method': 'off',
      '@typescript-eslint/no-non-null-assertion': 'error',
    },
  },
  { files: ['eslint.config.js'], ...ts.configs.disableTypeChecked },
  ...directions,
)
