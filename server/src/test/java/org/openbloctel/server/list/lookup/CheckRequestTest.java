package org.openbloctel.server.list.lookup;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.openbloctel.registry.list.lookup.Lookups;
import org.openbloctel.registry.list.lookup.Written;
import org.openbloctel.registry.platform.refusal.RefusedException;
import org.openbloctel.registry.platform.refusal.RequestRefusal;
import org.openbloctel.scrub.engine.Judgement;
import org.openbloctel.scrub.engine.Verdict;
import org.openbloctel.scrub.number.Reason;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** What is read in place is what Jackson reads, and what is written byte by byte is what Jackson understands. */
final class CheckRequestTest {
    private static final JsonMapper JSON = JsonMapper.shared();

    private static List<String> read(String body) {
        byte[] bytes = body.getBytes(UTF_8);
        // Longer than the body, as a buffer is that was used before.
        Written written = CheckRequest.read(java.util.Arrays.copyOf(bytes, bytes.length + 5), bytes.length);
        return IntStream.range(0, written.size()).mapToObj(written::text).toList();
    }

    @Test
    void plainAndUnusualBodiesMeanTheSame() {
        assertThat(read("{\"numbers\":[\"0639980001\",\"06 39 98 00 02\"],\"campaign\":null}"))
                .containsExactly("0639980001", "06 39 98 00 02");
        assertThat(read(" { \"campaign\" : null , \"numbers\" : [ \"1\" , \"\" ] } \n"))
                .containsExactly("1", "");
        assertThat(read("{\"numbers\":[]}")).isEmpty();
        assertThat(read("{\"numbers\":[\"06\\u0033\",\"0\u00a06\"],\"campaign\":null}"))
                .containsExactly("063", "0\u00a06");
        assertThat(read("{\"numbers\":[\"a\\\"b\\\\\"]}")).containsExactly("a\"b\\");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{",
                "[]",
                "null",
                "{}",
                "{\"numbers\":null}",
                "{\"numbers\":\"0639980001\"}",
                "{\"numbers\":[1]}",
                "{\"numbers\":[null]}",
                "{\"numbers\":[\"1\",]}",
                "{\"numbers\":[\"1\"]",
                "{\"numbers\":[\"1\"]}x",
                "{\"numbers\":[\"1\"],\"campaign\":7}",
                "{\"numbers\":[\"1\"],\"campaign\":\"c1\"}",
                "{\"numbers\":[\"1\"],\"other\":{\"a\":[1]}}",
                "{\"numbers\":[\"1\n\"]}"
            })
    void whatIsNoRequestIsRefused(String body) {
        assertThatThrownBy(() -> read(body)).isInstanceOf(RefusedException.class);
    }

    /** A misspelt name must not pass for a request without it; what could be a person's number is not repeated. */
    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '`',
            value = {
                "campain, campain",
                "scope, scope",
                "06 39 98 00 01, …",
                "a.b, a.b",
                "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx, xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx…"
            })
    void unknownFieldIsRefusedByItsName(String name, String shown) {
        assertThatThrownBy(() -> read("{\"" + name + "\":null,\"numbers\":[\"1\"]}"))
                .isInstanceOfSatisfying(
                        RefusedException.class,
                        e -> assertThat(e.refusal())
                                .isEqualTo(new RequestRefusal.UnknownField(shown, "campaign, numbers")));
    }

    /** Also where a reader of another library would take the first, or an escape hides that it is the same name. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"numbers\":[\"1\"],\"numbers\":[\"2\"]}",
                "{\"numbers\":[\"1\"],\"numbers\":[\"1\"]}",
                "{\"numbers\":[\"1\"],\"n\\u0075mbers\":[\"2\"]}",
                "{\"numbers\":[\"1\"],\"campaign\":null,\"numbers\":[]}"
            })
    void fieldThatStandsTwiceIsRefusedByItsName(String body) {
        assertThatThrownBy(() -> read(body))
                .isInstanceOfSatisfying(
                        RefusedException.class,
                        e -> assertThat(e.refusal()).isEqualTo(new RequestRefusal.FieldTwice("numbers")));
    }

    @Test
    void anyTextsComeBackAsTheyWereSent() {
        SplittableRandom random = new SplittableRandom(11);
        CheckAnswer room = new CheckAnswer();
        for (int round = 0; round < 500; round++) {
            List<String> texts = new ArrayList<>();
            for (int i = random.nextInt(20); i >= 0; i--) {
                texts.add(text(random));
            }
            String body = JSON.writeValueAsString(java.util.Map.of("numbers", texts));
            assertThat(read(body)).isEqualTo(texts);
            Written written = Written.of(texts);
            List<Judgement> judgements = texts.stream()
                    .map(text -> text.length() % 2 == 0
                            ? new Judgement(Verdict.OPPOSED, null, OptionalLong.of(e164(random)))
                            : new Judgement(Verdict.UNCHECKED, Reason.NOT_A_NUMBER, OptionalLong.empty()))
                    .toList();
            JsonNode answer = JSON.readTree(
                    room.write(written, new Lookups.Answers(7, judgements)).copy());
            assertThat(answer.get("scope").stringValue()).isEqualTo("list");
            assertThat(answer.at("/list/revision").asLong()).isEqualTo(7);
            for (int i = 0; i < texts.size(); i++) {
                JsonNode result = answer.at("/results/" + i);
                assertThat(result.get("input").stringValue()).isEqualTo(texts.get(i));
                assertThat(result.get("verdict").stringValue())
                        .isEqualTo(judgements.get(i).verdict().name());
                OptionalLong number = judgements.get(i).number();
                assertThat(result.get("number").isNull()).isEqualTo(number.isEmpty());
                assertThat(result.get("number").asString()).isEqualTo(number.isEmpty() ? "" : "+" + number.getAsLong());
                assertThat(result.get("reason").isNull()).isEqualTo(texts.get(i).length() % 2 == 0);
            }
        }
    }

    /** Any number of digits, with zeros and nines in any places. */
    private static long e164(SplittableRandom random) {
        StringBuilder digits = new StringBuilder().append(1 + random.nextInt(9));
        for (int i = random.nextInt(18); i > 0; i--) {
            digits.append(random.nextBoolean() ? random.nextInt(10) : 9 * random.nextInt(2));
        }
        return Long.parseLong(digits.toString());
    }

    private static String text(SplittableRandom random) {
        StringBuilder text = new StringBuilder();
        for (int i = random.nextInt(15); i > 0; i--) {
            text.appendCodePoint(
                    switch (random.nextInt(12)) {
                        case 0 -> random.nextInt(0x80);
                        case 1 -> 0xa0 + random.nextInt(0x500);
                        case 2 -> 0x1f600;
                        default -> '0' + random.nextInt(10);
                    });
        }
        return text.toString();
    }
}
