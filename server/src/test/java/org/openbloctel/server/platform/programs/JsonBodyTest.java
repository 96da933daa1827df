package org.openbloctel.server.platform.programs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.openbloctel.registry.platform.refusal.Refused.assertRefused;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.openbloctel.registry.platform.refusal.LawRefusal;
import org.openbloctel.registry.platform.refusal.RequestRefusal;
import tools.jackson.databind.JsonNode;

/** A body is one object of known fields, each once, of its own type; a refusal quotes nothing of it but a shortened name. */
final class JsonBodyTest {
    private static final Set<String> KNOWN = JsonBody.sorted("name", "sure", "list");

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static JsonNode root(String text) {
        return JsonBody.root(bytes(text), KNOWN);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "null", "[]", "\"name\"", "1", "true"})
    void whatIsNoObjectIsUnreadable(String body) {
        assertRefused(() -> root(body), new RequestRefusal.Unreadable());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '^',
            value = {
                "{|1|2",
                "{}}|1|3",
                "{\"name\":}|1|9",
                "{name:1}|1|2",
                "{'name':1}|1|2",
                "{\"name\":\"0639981234}|1|21",
                "{\"name\":01}|1|10",
                "{\"name\":NaN}|1|12",
                "// {}⏎{}|1|1",
                "{⏎ \"name\":1⏎ \"sure\":true}|3|2",
                "<json/>|1|1",
            })
    void malformedJsonTellsWhereItStops(String body, int line, int column) {
        assertRefused(() -> root(body.replace('⏎', '\n')), new RequestRefusal.MalformedJson(line, column));
    }

    @Test
    void wrongEncodingIsMalformedAndDeepNestingUnreadable() {
        assertRefused(
                () -> JsonBody.root("{\"name\":\"é\"}".getBytes(StandardCharsets.ISO_8859_1), KNOWN),
                new RequestRefusal.MalformedJson(1, 12));
        assertRefused(() -> root("[".repeat(20_000)), new RequestRefusal.Unreadable());
        assertRefused(() -> root("{\"name\":".repeat(20_000)), new RequestRefusal.Unreadable());
    }

    @Test
    void fieldThatStandsTwiceIsRefusedAtAnyDepth() {
        assertRefused(() -> root("{\"name\":1,\"name\":1}"), new RequestRefusal.FieldTwice("name"));
        assertRefused(() -> root("{\"list\":[{\"b\":1,\"b\":2}]}"), new RequestRefusal.FieldTwice("b"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Name|Name",
                "0639981234|…",
                "a06 39 98 12 34b|a…b",
                "06-39-98-12-34|…",
                "a123|a123",
                "a1234|a…",
            })
    void unknownFieldIsNamedWithoutWhatMayBeANumber(String name, String shown) {
        assertRefused(() -> root("{\"" + name + "\":1}"), new RequestRefusal.UnknownField(shown, "list, name, sure"));
    }

    @Test
    void nameOfAFieldIsShownShort() {
        assertThat(JsonBody.shown("x".repeat(40))).hasSize(40);
        assertThat(JsonBody.shown("x".repeat(41))).isEqualTo("x".repeat(40) + "…");
        assertThat(JsonBody.shown("a\u0000\n\u001bb")).isEqualTo("a   b");
    }

    @ParameterizedTest
    @ValueSource(strings = {"1", "true", "[]", "{}", "[\"a\"]", "\"a\\u0000\"", "1.5"})
    void textIsATextAndNoOtherTypeIsReadAsOne(String value) {
        JsonNode body = root("{\"name\":" + value + "}");
        assertRefused(() -> JsonBody.text("a.", body, "name"), new LawRefusal.UnknownValue("a.name"));
        assertThat(JsonBody.named(body, "name")).isNull();
        assertThat(JsonBody.text("", root("{\"name\":null}"), "name")).isNull();
        assertThat(JsonBody.text("", root("{}"), "name")).isNull();
        assertThat(JsonBody.text("", root("{\"name\":\"\"}"), "name")).isEmpty();
        assertThat(JsonBody.named(root("{\"name\":\"é\"}"), "name")).isEqualTo("é");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"true\"", "1", "0", "\"\"", "[]"})
    void flagIsABooleanAlone(String value) {
        JsonNode body = root("{\"sure\":" + value + "}");
        assertRefused(() -> JsonBody.flag("", body, "sure"), new LawRefusal.UnknownValue("sure"));
        assertThat(JsonBody.flag("", root("{\"sure\":false}"), "sure")).isFalse();
        assertThat(JsonBody.flag("", root("{\"sure\":null}"), "sure")).isNull();
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"a\"", "1", "{}", "{\"a\":\"b\"}", "[1]", "[\"a\",null]", "[[\"a\"]]", "[\"a\\u0000\"]"})
    void textsAreAListOfTexts(String value) {
        JsonNode body = root("{\"list\":" + value + "}");
        assertRefused(() -> JsonBody.texts("list", body.get("list")), new LawRefusal.UnknownValue("list"));
        assertThat(JsonBody.texts("list", root("{\"list\":[\"b\",\"a\",\"b\"]}").get("list")))
                .containsExactly("b", "a", "b");
        assertThat(JsonBody.texts("list", root("{\"list\":[]}").get("list"))).isEmpty();
        assertThat(JsonBody.texts("list", null)).isNull();
    }

    @Test
    void itemThatCannotBeReadLeavesTheOthers() {
        List<String> read = JsonBody.items(
                bytes("{\"list\":[{\"name\":\"a\"},{\"name\":1},3,{\"other\":1},{\"name\":\"b\"}]}"),
                "list",
                item -> {
                    JsonBody.requireObject("", item, Set.of("name"));
                    return String.valueOf(JsonBody.text("", item, "name"));
                },
                (item, refusal) -> refusal.getClass().getSimpleName());
        assertThat(read).containsExactly("a", "UnknownValue", "UnknownValue", "UnknownField", "b");
        for (String none : List.of("{}", "{\"list\":null}", "{\"list\":{}}", "{\"list\":\"a\"}")) {
            assertRefused(
                    () -> JsonBody.items(bytes(none), "list", JsonNode::asString, (item, refusal) -> ""),
                    new RequestRefusal.UnreadableField("list"));
        }
    }
}
