package org.openbloctel.server.platform.forms;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A form that was refused: its page says so in the title, leads from the top to each wrong field, and says there what is wrong. */
public final class RefusedForm {
    private RefusedForm() {}

    /** Asserts that the form was refused for these fields, in this order, and for no others. */
    public static void assertThatItNames(HttpResponse<String> answer, String... fields) {
        assertThat(answer.statusCode()).as(answer.body()).isEqualTo(422);
        assertThat(answer.body()).containsPattern("<title>(Erreur|Error)").contains("role=\"alert\"", "autofocus");
        String summary = summary(answer.body());
        assertThat(Pattern.compile("href=\"#([^\"]+)\"")
                        .matcher(summary)
                        .results()
                        .map(found -> found.group(1)))
                .containsExactly(fields);
        assertThat(Pattern.compile("(?s)<a [^>]*>(.*?)</a>")
                        .matcher(summary)
                        .results()
                        .map(found -> found.group(1)))
                .as("links to different fields have different texts")
                .doesNotHaveDuplicates();
        for (String field : fields) {
            assertThat(text(answer, field)).as(field).isNotBlank();
            String input = input(answer, field);
            boolean choices = !input.contains("aria-invalid")
                    && (input.contains("type=\"radio\"") || input.contains("type=\"checkbox\""));
            assertThat(choices ? group(answer, field) : input)
                    .containsPattern("aria-describedby=\"([^\"]* )?" + field + "-error\"");
            assertThat(choices || input.contains("aria-invalid=\"true\""))
                    .as(field)
                    .isTrue();
        }
    }

    /** What is said beside a field. */
    public static String text(HttpResponse<String> answer, String field) {
        Matcher found =
                Pattern.compile("(?s)id=\"" + field + "-error\">(.*?)</p>").matcher(answer.body());
        assertThat(found.find()).as("what is wrong with %s", field).isTrue();
        return found.group(1)
                .replaceAll("<[^>]*>", "")
                .replaceAll("[\\s\u00a0\u202f]+", " ")
                .strip();
    }

    /** The tag of a field. */
    public static String input(HttpResponse<String> answer, String field) {
        Matcher found = Pattern.compile("<(?:input|select|textarea)\\b[^>]* id=\"" + field + "\"[^>]*>")
                .matcher(answer.body());
        assertThat(found.find()).as("the field %s", field).isTrue();
        return found.group();
    }

    /** The tag of the choices of a field. */
    private static String group(HttpResponse<String> answer, String field) {
        Matcher found = Pattern.compile("(?s)<fieldset\\b[^>]*>(?=(?:(?!</fieldset>).)* id=\"" + field + "\")")
                .matcher(answer.body());
        assertThat(found.find()).as("the choices of %s", field).isTrue();
        return found.group();
    }

    private static String summary(String page) {
        Matcher found = Pattern.compile("(?s)<div class=\"errors\".*?</div>").matcher(page);
        assertThat(found.find()).as("a summary of what is wrong").isTrue();
        return found.group();
    }
}
