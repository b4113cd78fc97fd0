/* The editor of code on a page: a host element and a text go in, a CodeMirror comes out.
 *
 * It lives in a shadow root, where its style sheets are adopted and not injected as
 * elements, so that the site's content security policy need not allow inline styles. The
 * page's custom properties reach into it: light and dark follow the page. Font, size and
 * line height are those of the host, so that nothing moves when an editor takes the place
 * of the code.
 *
 * createEditor(host, {text, label, run, change}) -> {text, focus(at), destroy()}
 *   text    what is edited; set it to replace everything, which can be undone
 *   at      before which character the cursor stands; before the first if not given
 *   label   what a screen reader calls the field
 *   run     called at Ctrl-Enter, or Command-Enter on a Mac
 *   change  called with the text after each edit
 */

import {closeBrackets, closeBracketsKeymap} from "@codemirror/autocomplete";
import {
  defaultKeymap, history, historyKeymap, indentWithTab, isolateHistory,
} from "@codemirror/commands";
import {python} from "@codemirror/lang-python";
import {
  bracketMatching, HighlightStyle, indentOnInput, indentUnit, syntaxHighlighting,
} from "@codemirror/language";
import {EditorState} from "@codemirror/state";
import {EditorView, keymap} from "@codemirror/view";
import {tags} from "@lezer/highlight";

const color = (role) => ({color: `var(--md-code-hl-${role}-color)`});

const highlighting = HighlightStyle.define([
  {tag: tags.comment, ...color("comment")},
  {tag: [tags.keyword, tags.controlKeyword, tags.definitionKeyword, tags.moduleKeyword,
         tags.operatorKeyword], ...color("keyword")},
  {tag: [tags.string, tags.special(tags.string), tags.docString], ...color("string")},
  {tag: tags.number, ...color("number")},
  {tag: [tags.bool, tags.null], ...color("constant")},
  {tag: [tags.function(tags.definition(tags.variableName)),
         tags.definition(tags.className)], ...color("function")},
  {tag: [tags.operator, tags.arithmeticOperator, tags.compareOperator], ...color("operator")},
  {tag: [tags.punctuation, tags.bracket, tags.separator], ...color("punctuation")},
]);

const look = EditorView.theme({
  "&": {color: "var(--md-code-fg-color)", backgroundColor: "transparent"},
  "&.cm-focused": {outline: "none"},  // the host shows the focus
  ".cm-scroller": {font: "inherit", lineHeight: "inherit"},
  ".cm-content": {
    caretColor: "var(--md-code-fg-color)",
    padding: "var(--editor-padding, 0.77em 1.18em)",
  },
  ".cm-line": {padding: "0"},
  "& .cm-content ::selection, & .cm-content::selection": {
    backgroundColor: "color-mix(in srgb, var(--md-accent-fg-color) 30%, transparent)",
  },
  "&.cm-focused .cm-matchingBracket": {
    backgroundColor: "color-mix(in srgb, var(--md-accent-fg-color) 18%, transparent)",
    outline: "1px solid color-mix(in srgb, var(--md-accent-fg-color) 50%, transparent)",
  },
  "&.cm-focused .cm-nonmatchingBracket": {
    backgroundColor: "transparent",
    textDecoration: "underline wavy",
  },
});

const hidden = new CSSStyleSheet();
hidden.replaceSync("#keys { position: absolute; width: 1px; height: 1px; clip-path: inset(50%); overflow: hidden; }");

export function createEditor(host, {text = "", label = "Code", run, change}) {
  const root = host.shadowRoot ?? host.attachShadow({mode: "open"});
  root.adoptedStyleSheets = [hidden];
  const keys = document.createElement("p");
  keys.id = "keys";
  keys.textContent = "Tab indents. Escape, then Tab leaves the editor.";
  const view = new EditorView({
    root,
    state: EditorState.create({
      doc: text,
      extensions: [
        history(),
        indentUnit.of("    "),
        EditorState.tabSize.of(4),
        indentOnInput(),
        bracketMatching(),
        closeBrackets(),
        python(),
        syntaxHighlighting(highlighting),
        look,
        EditorView.contentAttributes.of({"aria-label": label, "aria-describedby": keys.id}),
        EditorView.updateListener.of((update) => {
          if (update.docChanged) change?.(update.state.doc.toString());
        }),
        keymap.of([
          {key: "Mod-Enter", run: () => { run?.(); return true; }},
          ...closeBracketsKeymap,
          ...defaultKeymap,
          ...historyKeymap,
          indentWithTab,
        ]),
      ],
    }),
  });
  root.replaceChildren(view.dom, keys);
  return {
    get text() { return view.state.doc.toString(); },
    set text(value) {
      view.dispatch({
        changes: {from: 0, to: view.state.doc.length, insert: value},
        annotations: isolateHistory.of("full"),  // one undo brings back what was there
      });
    },
    focus(at = 0) {
      view.dispatch({selection: {anchor: Math.min(at, view.state.doc.length)}});
      view.focus();
    },
    destroy() { view.destroy(); },
  };
}
