//! Sorts of text that was most likely meant as something else.

/// What a text was most likely meant as.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Missed {
    /// A heading without a space after its signs: `##Heading`.
    HeadingSpace,
    /// A heading with a no-break space after its signs.
    HeadingNoBreak,
    /// A heading with more than six signs.
    HeadingSigns,
    /// A list with the marks of a word processor: `• Boots`.
    Bullets,
    /// A numbered list without a space: `1.Item`.
    NumberSpace,
    /// A list without a space after its marks: `-Item`.
    ListSpace,
    /// A list with a no-break space after its marks.
    ListNoBreak,
    /// A table without the line of hyphens below its first row.
    TableLine,
    /// Strong words with a space inside of the stars: `** red **`.
    Stars,
    /// Strong words without a space behind them: `**Note:**the door`.
    StarsSpace,
    /// Strong or stressed words, or code, that never end in their paragraph: `**Mind the gate`. What is told is the mark.
    Unclosed,
    /// A box with a word that is not read: `> [!BUG]`.
    Box,
    /// A box without a space behind its mark: `> [!NOTE]Mind`.
    BoxSpace,
    /// A box, or a tab, as another program writes it: `!!! note`, `:::tip`, `=== "Tab"`.
    ForeignBox,
    /// A call within other text, a list, a box or a table. What is told names it.
    Call,
    /// A call with one brace on each side. What is told is the call as it is right.
    CallBraces,
    /// A template of another generator: `{{< figure >}}`, `{% include %}`, `${name}`.
    Template,
    /// A line of a program: `import Tabs from '…'`.
    Import,
    /// A link with a title, of which nothing closes title and brackets: `[plan](spring "The plan`.
    Link,
    /// A link in double brackets.
    Wiki,
    /// Attributes in braces behind something else than a heading: `{width=50%}`.
    Attributes,
}
