#!/usr/bin/env python3
"""Reads banks of questions as the platforms' importers do, and says what these would refuse or take for something else.

    python3 Tests/Banks/questions.py bank.xml bank.gift bank.zip

The rules are those of Moodle (question/format/xml/format.php, question/format/gift/format.php,
question/type/multianswer/questiontype.php) and of Canvas (gems/plugins/qti_exporter/lib/qti/numeric_interaction.rb).
Prints, for each file, its questions as one line of JSON; exit code 1 and the broken rules on standard error.
"""
import html
import json
import re
import sys
import xml.etree.ElementTree as ET
import zipfile
from decimal import Decimal
from html.parser import HTMLParser

NUMBER = r"-?(([0-9]+[.,]?[0-9]*|[.,][0-9]+)([eE][-+]?[0-9]+)?)"
broken = []


def rule(holds, words):
    if not holds:
        broken.append(words)


# HTML --------------------------------------------------------------------------------------------------------------

class Page(HTMLParser):
    """HTML as a browser sees it: tags in each other, and the texts between them, which MathJax reads."""

    TAGS = {"p", "strong", "table", "thead", "tbody", "tr", "th", "td", "ul", "li", "code", "pre", "blockquote", "span"}

    def __init__(self, text, where):
        super().__init__(convert_charrefs=True)
        self.where, self.open, self.texts = where, [], [""]
        self.feed(text)
        self.close()
        rule(not self.open, f"{where}: <{self.open[-1:]}> is not closed")
        for words in self.texts:
            rule("$$" not in words, f"{where}: a formula between dollars: {words}")
            for left, right in [(r"\(", r"\)"), (r"\[", r"\]")]:
                # A line break of LaTeX, \\[, is none of them; the formulas here have none with a bracket behind.
                rule(words.count(left) == words.count(right), f"{where}: {left} without {right}: {words}")
        self.formulas = [formula for words in self.texts for formula in re.findall(r"\\[(\[](.*?)\\[)\]]", words)]
        self.words = "".join(self.texts)
        for formula in self.formulas:
            rule(not re.search(r"\\(href|url|require|def|newcommand|class|style|cssId|unicode)\b", formula),
                 f"{where}: a formula with a command of its own: {formula}")
            depth = 0
            for brace in re.findall(r"(?<!\\)[{}]", formula):
                depth += 1 if brace == "{" else -1
                rule(depth >= 0, f"{where}: braces: {formula}")
            rule(depth == 0, f"{where}: braces: {formula}")

    def handle_starttag(self, tag, attributes):
        rule(tag in self.TAGS or tag == "br", f"{self.where}: <{tag}>")
        rule(not attributes, f"{self.where}: <{tag}> with {attributes}")
        if tag != "br":
            self.open.append(tag)
        self.texts.append("")

    def handle_endtag(self, tag):
        rule(self.open[-1:] == [tag], f"{self.where}: </{tag}> in {self.open}")
        if self.open:
            self.open.pop()
        self.texts.append("")

    def handle_comment(self, data):
        rule(False, f"{self.where}: a comment")

    def handle_decl(self, decl):
        rule(False, f"{self.where}: a declaration")

    def handle_data(self, data):
        self.texts[-1] += data


# Answers -----------------------------------------------------------------------------------------------------------

def number(text, where):
    """A number as a file may have it: with a point, without a plus in front."""
    rule(re.fullmatch(NUMBER, text) is not None and "," not in text, f"{where}: {text!r} is no number")
    try:
        return Decimal(text)
    except ArithmeticError:
        return Decimal(0)


def check_answers(answers, where):
    """Answers are (number, tolerance, fraction, feedback): something is right, and what is wrong is nothing else."""
    rule(any(fraction == 100 for _, _, fraction, _ in answers), f"{where}: nothing is right")
    for value, tolerance, fraction, feedback in answers:
        rule(fraction in (0, 100), f"{where}: {fraction} %")
        rule(tolerance > 0, f"{where}: no tolerance")
        rule(fraction == 100 or feedback.strip() != "", f"{where}: {value} is wrong, and nothing is said of it")
    for place, (value, tolerance, fraction, feedback) in enumerate(answers):
        for other, other_tolerance, other_fraction, other_feedback in answers[:place]:
            if (fraction, feedback) != (other_fraction, other_feedback):
                rule(abs(value - other) > tolerance + other_tolerance, f"{where}: {value} may be {other}")


def facts(name, category, text, gaps, solution=None):
    return {
        "name": name, "category": category, "text": Page(text, name).words,
        "formulas": Page(text, name).formulas, "solution": Page(solution, name).words if solution else "",
        "gaps": [[{"number": float(v), "tolerance": float(t), "fraction": f, "feedback": Page(said, name).words}
                  for v, t, f, said in gap] for gap in gaps],
    }


def categories(path, where):
    rule(path.startswith("$course$/"), f"{where}: {path}")
    return [part.replace("//", "/") for part in re.split(r"(?<!/)/(?!/)", path)][1:]


# Moodle XML --------------------------------------------------------------------------------------------------------

def child(node, path, where):
    found = node.findall(path)
    rule(len(found) == 1, f"{where}: {len(found)} × {path}")
    return (found[0].text or "") if found else ""


FRACTION = r"=|%(-?[0-9]+(?:[.,][0-9]*)?)%"
ANSWER = r".+?(?<!\\|&)(?<!&amp;)(?=[~#}]|$)"
FEEDBACK = r".*?(?<!\\)(?=[~}]|$)"
ALTERNATIVE = f"({FRACTION})?({ANSWER})(#({FEEDBACK}))?"
KINDS = ("(NUMERICAL|NM)|(MULTICHOICE|MC)|(MULTICHOICE_V|MCV)|(MULTICHOICE_H|MCH)|(SHORTANSWER|SA|MW)|"
         "(SHORTANSWER_C|SAC|MWC)|(MULTICHOICE_S|MCS)|(MULTIRESPONSE|MR)")
GAP = re.compile(r"\{([0-9]*):(" + KINDS + r"):(" + ALTERNATIVE + "(~" + ALTERNATIVE + r")*)\}", re.S)


def gaps_of(text, where):
    """What qtype_multianswer_extract_question makes of a text: the gaps, and the text with numbers in their places."""
    gaps = []
    while match := GAP.search(text):
        rule(match.group(1) == "1", f"{where}: a gap worth {match.group(1)!r}")
        rule(match.group(2) == "NUMERICAL", f"{where}: a gap of {match.group(2)}")
        rest, answers = match.group(0)[len("{1:NUMERICAL:"):-1], []
        while alternative := re.search("~?" + ALTERNATIVE, rest, re.S):
            sign, percent, answer, _, said = alternative.groups()
            fraction = 100 if sign == "=" else float(percent or 0)
            parts = re.fullmatch(f"({NUMBER})(:({NUMBER}))?", answer)
            rule(parts is not None, f"{where}: {answer!r} is no number with a tolerance")
            said = html.unescape(said or "").replace("\\}", "}").replace("\\#", "#")
            Page(said, where)
            if parts:
                answers.append((number(parts.group(1), where), number(parts.group(6) or "0", where), fraction, said))
            rest = rest.split(alternative.group(0), 1)[1]
        check_answers(answers, where)
        gaps.append(answers)
        text = f"{{#{len(gaps)}}}".join(text.split(match.group(0), 1))
    rule(not re.search(r"\{\s*[0-9]*\s*:\s*[A-Z_]+\s*:", text), f"{where}: a brace that could be a gap")
    return gaps, text


def moodle(path):
    raw = open(path, "rb").read()
    rule(raw.startswith(b'<?xml version="1.0" encoding="UTF-8"?>'), "the declaration is not the first thing")
    root = ET.fromstring(raw)
    rule(root.tag == "quiz", root.tag)
    found, category = [], None
    for question in root:
        rule(question.tag == "question", question.tag)
        kind = question.get("type")
        if kind == "category":
            category = categories(child(question, "category/text", "category"), "category")
            for info in question.findall("info"):
                rule(info.get("format") == "html", "info")
                Page(info.findtext("text") or "", "info")
            continue
        name = child(question, "name/text", "name")
        rule(name.strip() != "" and "\n" not in name, f"the name {name!r}")
        rule(category is not None, f"{name}: before a category")
        for part in ["questiontext", "generalfeedback"]:
            rule(question.find(part) is not None and question.find(part).get("format") == "html", f"{name}: {part}")
        text, solution = (child(question, f"{part}/text", name) for part in ["questiontext", "generalfeedback"])
        rule(abs(float(child(question, "penalty", name)) - 0.3333333) < 1e-9, f"{name}: penalty")
        rule(child(question, "hidden", name) == "0", f"{name}: hidden")
        if kind == "numerical":
            rule(float(child(question, "defaultgrade", name)) == 1, f"{name}: defaultgrade")
            rule(child(question, "showunits", name) == "3", f"{name}: units")
            answers = []
            for answer in question.findall("answer"):
                rule(answer.get("format") == "moodle_auto_format", f"{name}: format")
                said = answer.find("feedback")
                rule(said is not None and said.get("format") == "html", f"{name}: feedback")
                answers.append((
                    number(child(answer, "text", name), name), number(child(answer, "tolerance", name), name),
                    float(answer.get("fraction")), child(answer, "feedback/text", name)))
            check_answers(answers, name)
            rule(not GAP.search(text), f"{name}: a gap in a question without any")
            found.append(facts(name, category, text, [answers], solution))
        elif kind == "cloze":
            rule(question.find("defaultgrade") is None and question.find("answer") is None, f"{name}: the gaps say it")
            gaps, rest = gaps_of(text, name)
            rule(bool(gaps), f"{name}: no gap")
            found.append(facts(name, category, rest, gaps, solution))
        else:
            rule(False, f"{name}: a question of type {kind}")
    return found


# GIFT --------------------------------------------------------------------------------------------------------------

PLACES = {":": "&&058;", "#": "&&035;", "=": "&&061;", "{": "&&123;", "}": "&&125;", "~": "&&126;"}


def before(text):
    """escapedchar_pre"""
    text = text.replace("\\\\", "&&092;")
    for character, place in PLACES.items():
        text = text.replace("\\" + character, place)
    return text.replace("\\n", "&&010;").replace("&&092;", "\\")


def after(text):
    """escapedchar_post"""
    for character, place in PLACES.items():
        text = text.replace(place, character)
    return text.replace("&&010;", "\n")


def formatted(text, where):
    match = re.match(r"\[(html|plain|moodle|markdown)\]", text)
    rule(match is None or match.group(1) == "html", f"{where}: {text[:12]}")
    return after(text[match.end():] if match else text).strip()


def gift(path):
    raw = open(path, encoding="utf-8").read()
    found, category = [], None
    for part in re.split(r"\n\s*\n", raw):
        text = "\n".join(" " if line.strip().startswith("//") else line for line in part.split("\n")).strip()
        if not text:
            continue
        text = before(text)
        if text.startswith("$CATEGORY:"):
            rule("&&" not in text and "\n" not in text, f"a category is taken as it is: {text}")
            category = categories(text[len("$CATEGORY:"):].strip(), "category")
            continue
        rule(text.startswith("::"), f"no name: {text[:40]}")
        end = text.find("::", 2)
        name, text = after(text[2:end]), text[end + 2:].strip()
        rule(text.count("{") == 1 and text.count("}") == 1 and text.endswith("}"), f"{name}: braces")
        start = text.find("{")
        answers, words = text[start + 1:-1].strip(), formatted(text[:start], name)
        rule(text.startswith("[html]"), f"{name}: no HTML")
        separator = answers.rfind("####")
        rule(separator >= 0, f"{name}: no general feedback")
        solution, answers = formatted(answers[separator + 4:], name), answers[:separator].strip()
        rule(answers.startswith("#") and "~" not in answers, f"{name}: not numerical")
        read = []
        for answer in [part for part in answers[1:].split("=") if part.strip()]:
            answer, fraction = answer.strip(), 100.0
            if weight := re.match(r"%(-*[0-9]{1,2}\.?[0-9]*)%", answer):
                fraction, answer = float(weight.group(1)), answer[weight.end():]
            value, _, said = answer.partition("#")
            value, colon, tolerance = value.strip().partition(":")
            rule(colon == ":" and ".." not in value, f"{name}: {value}")
            read.append((number(value, name), number(tolerance, name), fraction, formatted(said, name)))
        check_answers(read, name)
        found.append(facts(name, category, words, [read], solution))
    return found


# QTI 1.2, as Canvas reads it ---------------------------------------------------------------------------------------

def qti(path):
    with zipfile.ZipFile(path) as archive:
        rule(archive.testzip() is None, "a checksum of the archive")
        files = {name: archive.read(name) for name in archive.namelist()}
    for name, raw in files.items():
        rule(raw.startswith(b'<?xml version="1.0" encoding="UTF-8"?>'), f"{name}: the declaration comes first")
    manifest = ET.fromstring(files["imsmanifest.xml"])
    space = {"i": "http://www.imsglobal.org/xsd/imsccv1p1/imscp_v1p1", "q": "http://www.imsglobal.org/xsd/ims_qtiasiv1p2"}
    resources = manifest.findall("i:resources/i:resource", space)
    rule([resource.get("type") for resource in resources] == ["imsqti_xmlv1p2"], "one resource of QTI 1.2")
    hrefs = [file.get("href") for file in manifest.findall("i:resources/i:resource/i:file", space)]
    rule(sorted(hrefs + ["imsmanifest.xml"]) == sorted(files), f"{hrefs} and {sorted(files)}")
    root = ET.fromstring(files[hrefs[0]])
    identifiers = [node.get("ident") for node in root.iter() if node.tag.endswith(("}item", "}section", "}assessment"))]
    rule(len(set(identifiers)) == len(identifiers), "an identifier twice")
    for identifier in identifiers:
        rule(re.fullmatch(r"[A-Za-z][A-Za-z0-9_]*", identifier) is not None, f"the identifier {identifier}")
    found = []
    for section in root.findall("q:assessment/q:section/q:section", space):
        count = section.findtext("q:selection_ordering/q:selection/q:selection_number", None, space)
        rule(count == "1", f"{section.get('title')}: {count} are drawn")
        rule(bool(section.findall("q:item", space)), f"{section.get('title')}: empty")
        for item in section.findall("q:item", space):
            found.append(qti_item(item, section.get("title"), space))
    return found


def qti_item(item, group, space):
    name = item.get("title")
    fields = {field.findtext("q:fieldlabel", None, space): field.findtext("q:fieldentry", None, space)
              for field in item.findall(".//q:qtimetadatafield", space)}
    rule(fields.get("question_type") == "numerical_question", f"{name}: {fields}")
    material = item.findall("q:presentation/q:material/q:mattext", space)
    rule(len(material) == 1 and material[0].get("texttype") == "text/html", f"{name}: the text")
    fib = item.find("q:presentation/q:response_str[@ident='response1']/q:render_fib", space)
    rule(fib is not None and fib.get("fibtype") == "Decimal", f"{name}: no number is taken")
    said = {node.get("ident"): node.findtext("q:flow_mat/q:material/q:mattext", None, space)
            for node in item.findall("q:itemfeedback", space)}
    answers, told = [], []
    for condition in item.findall("q:resprocessing/q:respcondition", space):
        linked = [node.get("linkrefid") for node in condition.findall("q:displayfeedback", space)]
        told += linked
        if condition.find("q:conditionvar/q:other", space) is not None:
            rule(condition.find("q:setvar", space) is None and condition.get("continue") == "Yes", f"{name}: other")
            continue
        # Whatever has an interval is right for Canvas.
        rule(condition.findtext("q:setvar", None, space) == "100" and condition.get("continue") == "No", f"{name}: score")
        either = condition.find("q:conditionvar/q:or", space)
        value, low, high = (number(either.findtext(path, "", space), name)
                            for path in ["q:varequal", "q:and/q:vargte", "q:and/q:varlte"])
        rule(value - low == high - value, f"{name}: {low}…{high} around {value}")
        for node in either.iter():
            if node.tag.split("}")[1].startswith("var"):
                rule(node.get("respident") == "response1", f"{name}: {node.tag}")
        answers.append((value, high - value, 100.0, ""))
    rule(set(told) == set(said), f"{name}: feedback {told} and {sorted(said)}")
    rule("general_fb" in said, f"{name}: no general feedback")
    check_answers(answers, name)
    result = facts(name, [group], material[0].text, [answers], said.get("general_fb"))
    result["incorrect"] = Page(said.get("general_incorrect_fb") or "", name).words
    return result


if __name__ == "__main__":
    for path in sys.argv[1:]:
        read = {"xml": moodle, "gift": gift, "txt": gift, "zip": qti}[path.rsplit(".", 1)[1]]
        try:
            questions = read(path)
        except (ET.ParseError, zipfile.BadZipFile, KeyError) as error:
            rule(False, f"{path}: {type(error).__name__}: {error}")
            continue
        names = [question["name"] for question in questions]
        rule(len(set(names)) == len(names), f"{path}: a name twice")
        print(json.dumps(questions, ensure_ascii=False))
    for words in broken:
        print(words, file=sys.stderr)
    sys.exit(1 if broken else 0)
