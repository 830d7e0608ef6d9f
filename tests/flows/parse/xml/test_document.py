"""XML that is read whole, or not at all."""

import pytest

from flows.parse.xml.document import XmlError, local_name, parse_xml
from tests.timing import within

DTD = b'<!DOCTYPE nitf PUBLIC "-//IPTC//DTD NITF 3.5//EN" "nitf.dtd">'


def refused(data: bytes) -> str:
    with pytest.raises(XmlError) as error:
        parse_xml(data)
    return error.value.reason_code


def test_entities_of_an_unread_dtd_become_characters_in_text_and_attributes() -> None:
    root = parse_xml(DTD + b'<nitf a="x &mdash; &amp;">1 &eacute; &lt; <![CDATA[&mdash;]]><!-- &nope; --></nitf>')
    assert root.get("a") == "x — &" and root.text == "1 é < &mdash;"


def test_an_unknown_entity_is_a_refusal() -> None:
    assert refused(DTD + b"<nitf>&nope;</nitf>") == "invalid_xml"
    assert refused(DTD + b'<nitf a="&nope;"/>') == "invalid_xml"
    assert refused(b"<nitf>&mdash;</nitf>") == "invalid_xml"


def test_a_subset_that_only_names_dtds_is_passed_over() -> None:
    subset = b'<!DOCTYPE NewsML SYSTEM "n.dtd" [\n <!ENTITY % nitf SYSTEM "file:///etc/hostname">\n %nitf;\n]>'
    assert parse_xml(b'\n<?xml version="1.0"?>\n' + subset + b"<NewsML>&eacute;</NewsML>").text == "é"


@pytest.mark.parametrize(
    "declaration",
    [
        b'<!ENTITY a SYSTEM "file:///etc/hostname">',
        b'<!ENTITY a "aaaa"><!ENTITY b "&a;&a;">',
        b"<!ENTITY % a \"<!ENTITY b SYSTEM 'file:///etc/hostname'>\"> %a;",
        b"<!ELEMENT nitf ANY>",
    ],
)
def test_declarations_of_its_own_are_refused(declaration: bytes) -> None:
    assert refused(b"<!DOCTYPE nitf [" + declaration + b"]><nitf>x</nitf>") in ("xml_with_entities", "invalid_xml")


def test_a_cut_is_told_from_a_mistake() -> None:
    whole = b'<?xml version="1.0"?><a:b xmlns:a="urn:x"><c>1</c></a:b>'
    assert local_name(parse_xml(whole)) == "b"
    assert refused(whole.replace(b"</c>", b"</d>")) == "invalid_xml"
    assert {refused(whole[:end]) for end in range(30, len(whole))} == {"truncated_file"}


@pytest.mark.parametrize("attack", [b" ", b"%a;", b"<!ENTITY % a SYSTEM ", b'<!ENTITY % a SYSTEM "x">', b"[", b"<!--"])
def test_attacks_on_the_doctype_take_linear_time(attack: bytes) -> None:
    within(0.25, lambda: refused(b"<!DOCTYPE a [" + (attack * 100_000)[:100_000]))
    within(0.25, lambda: refused(DTD + b"<a>" + (attack * 100_000)[:100_000] + b"&mdash" * 10_000))
