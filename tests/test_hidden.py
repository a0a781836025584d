"""What readers do not see is found in linear time, and nothing else is."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from compliance.text.hidden import hidden_stretches, unseen, visible

HIDDEN = [
    ("<!-- {} -->", "comment"),
    ("<!--{}-->", "comment"),
    ("<!-- {}", "comment"),
    ("<!{}>", "comment"),
    ("[//]: # ({})", "comment"),
    ('[//]: # "{}"', "comment"),
    ("[comment]: <> ({})", "comment"),
    ("[скрыто]: # ({})", "comment"),
    ("[//]: # {}", "comment"),
    ("~~{}~~", "struck_out"),
    ("<s>{}</s>", "struck_out"),
    ("<del class='x'>{}</del>", "struck_out"),
    ("![{}](a.png)", "alternative_text"),
    ("![{}][1]", "alternative_text"),
    ('<img src="a.png" alt="{}">', "alternative_text"),
    ('<a title="{}">', "attribute"),
    ('<div style="display: none">{}</div>', "not_displayed"),
    ("<div style='color:red;DISPLAY:NONE'><p>{}</p></div>", "not_displayed"),
    ('<span style="visibility:hidden">{}</span>', "not_displayed"),
    ('<span style="font-size:0">{}</span>', "not_displayed"),
    ("<p hidden>{}</p>", "not_displayed"),
    ("<p hidden>{}<div>", "not_displayed"),
    ("<ul><li hidden>{}<li>один</ul>", "not_displayed"),
    ("<div hidden><div>раз</div>{}</div>", "not_displayed"),
    ("<div hidden>{}", "not_displayed"),
    ("<script>var a = '<b>'; // {}</script>", "not_displayed"),
    ("<STYLE>/* {} */</STYLE >", "not_displayed"),
    ("<template><template></template>{}</template>", "not_displayed"),
    ("<head><title>{}</title></head>", "not_displayed"),
    ("<dialog>{}</dialog>", "not_displayed"),
    ("{{# {} #}}", "comment"),
    ("{{% comment %}}{}{{% endcomment %}}", "comment"),
    ("{{%- comment 'a' -%}}{}{{%- endcomment -%}}", "comment"),
    ("{{% set note = '{}' %}}", "comment"),
    ("{{{{!-- {} --}}}}", "comment"),
    ("{{{{/* {} */}}}}", "comment"),
    ("<%-- {} --%>", "comment"),
    ("/* {} */", "comment"),
    ("%% {} %%", "comment"),
    ('[сайт](https://example.kg "{}")', "alternative_text"),
    ("[сайт](https://example.kg ({}))", "alternative_text"),
]
SEEN = [
    "Цена < 500 сом, а ~ не знак {}",
    "~ {} ~",
    "~~ {} ~~",
    "около ~~5 и ~~6 лет: {}",
    "~~одно\n\nдругое~~ {}",
    "~~~\n{}\n~~~",
    "a<b и b>c: {}",
    "<3 {}",
    "<заказчик> {} </заказчик>",
    "<указать: {}>",
    "< div hidden>{}",
    "<div hidden {}",
    "<b>{}</b>",
    "<p hidden></p>{}",
    "<p hidden>раз<p>{}",
    "<input hidden>{}",
    "<Del> {}",
    '<p style="display:block">{}</p>',
    "<div hidden=until-found>{}</div>",
    "[1]: {}",
    "[ссылка]({})",
    "![ {}",
    "{} [//]: #",
    "---\nпроза без ключа\n{}\n---\n",
    "--- {} ---",
    "<!-- --> {} <!-- -->",
    "<!--> {} -->",
    "{{# {}",
    "/* {}",
    "100%% {} 5%%",
    "%% {}",
    "{{% if x %}}{}{{% endif %}}",
    "<dialog open>{}</dialog>",
    '[сайт](https://example.kg "раз") {}',
    '[сайт](https://example.kg "{}',
]
WORDS = "Тираж: 500 экз., заказчик партия"


@pytest.mark.parametrize(("form", "kind"), HIDDEN)
def test_what_is_not_seen_is_told(form: str, kind: str) -> None:
    text = f"Голосуйте!\n{form.format(WORDS)}"
    found = [stretch for stretch in hidden_stretches(text) if WORDS in text[stretch.first : stretch.last]]
    assert [stretch.kind for stretch in found] == [kind]
    assert WORDS not in visible(text, hidden_stretches(text))
    assert WORDS in unseen(text, hidden_stretches(text))


@pytest.mark.parametrize("form", SEEN)
def test_what_is_seen_stays(form: str) -> None:
    text = form.format(WORDS)
    stretches = hidden_stretches(text)
    assert WORDS in (visible(text, stretches) if stretches else text)


@pytest.mark.parametrize("fence", ["---", "+++"])
def test_front_matter_is_hidden_at_the_very_beginning(fence: str) -> None:
    entry = 'imprint: "{}"' if fence == "---" else 'imprint = "{}"'
    matter = f"{fence}\ntitle{':' if fence == '---' else ' ='} x\n{entry.format(WORDS)}\n{fence}\n"
    (stretch,) = hidden_stretches(f"\ufeff{matter}Текст")
    assert stretch.kind == "front_matter"
    assert hidden_stretches(f"Текст\n{matter}") == []


@given(st.text("<>!-~[]()/#{}%*:=\"' \nabпhiddens", max_size=60))
def test_places_stay_and_stretches_are_in_order(text: str) -> None:
    stretches = hidden_stretches(text)
    end = 0
    for stretch in stretches:
        assert end <= stretch.start <= stretch.first <= stretch.last <= stretch.end <= len(text)
        end = stretch.end
    if stretches:
        for view in (visible(text, stretches), unseen(text, stretches)):
            assert len(view) == len(text)
            assert view.count("\n") >= text.count("\n")


@pytest.mark.parametrize(
    "piece",
    [
        "<a ", '<a "', "<!", "<!--x", "~~a ", "![", "![](", "![][", "[//]: # (", "<p>", "<div>", "</p>", "<p hidden>",
        "<a b='", "[a]: # '\n", "<script>", "<a" + " " * 50, "~~a~~", "<s>", "<li>", "\n[", "---\n", "<b></b>", "<?x",
        "{#", "{%", "{% comment %}", "{{!", "/*", "%% ", "<%--", '](a "', "](a (",
    ],
)  # fmt: skip
def test_no_text_takes_more_than_linear_time(piece: str) -> None:
    def took(size: int) -> float:
        text = piece * (size // len(piece))
        started = time.process_time()
        hidden_stretches(text)
        return time.process_time() - started

    took(1000)
    assert took(200_000) < 2.0
