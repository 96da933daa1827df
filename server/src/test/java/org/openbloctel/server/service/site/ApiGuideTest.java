package org.openbloctel.server.service.site;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.openbloctel.registry.accounts.webhook.Deliveries;
import org.openbloctel.registry.accounts.webhook.Webhooks;
import org.openbloctel.registry.callfiles.submission.TestSubmissions;
import org.openbloctel.registry.calls.call.CallReports;
import org.openbloctel.registry.calls.consent.ConsentImports;
import org.openbloctel.registry.calls.consent.Consents;
import org.openbloctel.registry.calls.consent.EvidenceFiles;
import org.openbloctel.registry.calls.verdict.Verdicts;
import org.openbloctel.server.list.lookup.Checks;
import org.openbloctel.server.list.lookup.Dials;
import org.openbloctel.server.platform.access.RateLimits;

/** The guide of the API gives the figures that the code has. */
final class ApiGuideTest {
    private static final Path GUIDE = Path.of("..", "docs", "api.md");
    private static final Path SETTINGS = Path.of("src", "main", "resources", "openbloctel.properties");

    private static List<String> rows() throws IOException {
        return Files.readAllLines(GUIDE).stream()
                .filter(line -> line.startsWith("| "))
                .toList();
    }

    private static String set(String name) {
        Properties settings = new Properties();
        try (Reader in = Files.newBufferedReader(SETTINGS)) {
            settings.load(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return figure(Long.parseLong(settings.getProperty("openbloctel." + name, "0")));
    }

    private static String figure(long number) {
        return String.format(Locale.ENGLISH, "%,d", number);
    }

    private static String days(Duration time) {
        return time.toDays() + " days";
    }

    @Test
    void figuresOfSettingsAreTheUsualOnes() throws IOException {
        assertThat(rows())
                .anyMatch(row -> is(row, "requests of a company", set("http.requests-a-minute.company")))
                .anyMatch(row -> is(row, "requests of an address", set("http.requests-a-minute.address")))
                .anyMatch(row -> is(row, "numbers of a company", set("checks.numbers-a-minute")))
                .anyMatch(row -> is(row, "a call file, as sent", set("submissions.most-megabytes") + " MiB"))
                .anyMatch(row -> is(row, "a call file, as sent", set("submissions.most-unpacked-megabytes") + " MiB"))
                .anyMatch(row -> is(row, "files that wait", set("submissions.most-waiting")))
                .anyMatch(row -> is(row, "files kept", set("submissions.most-kept-megabytes") + " MiB"))
                .anyMatch(
                        row -> is(row, "downloads", set("submissions.downloads.files-an-hour") + " call files an hour"))
                .anyMatch(row -> is(row, "returned files", set("submissions.hours-after-download") + " hours"))
                .anyMatch(row -> is(row, "returned files", set("submissions.days-at-most") + " days"));
    }

    @Test
    void figuresOfTheCodeAreItsOwn() throws IOException {
        assertThat(rows())
                .anyMatch(row -> is(row, "`checks`: numbers", mebibytes(Checks.MAX_BYTES)))
                .anyMatch(row -> is(row, "`verdicts`: calls", figure(Verdicts.MAX)))
                .anyMatch(row -> is(row, "`dial`: the body", (Dials.MAX_BYTES >> 10) + " KiB"))
                .anyMatch(row -> is(row, "`calls`: calls", figure(CallReports.MAX)))
                .anyMatch(row -> is(row, "`consents` in JSON", figure(Consents.MAX)))
                .anyMatch(row -> is(row, "`consents` in a file", figure(ConsentImports.MAX)))
                .anyMatch(row -> is(row, "the file that proves", mebibytes(EvidenceFiles.MAX_BYTES)))
                .anyMatch(row -> is(row, "webhooks of a company", Integer.toString(Webhooks.MAX)))
                .anyMatch(row -> is(
                        row,
                        "tests of webhooks",
                        RateLimits.Shared.WEBHOOK_TESTS.requests() + "; " + RateLimits.Shared.WEBHOOK_RESENDS.requests()
                                + "; " + RateLimits.Shared.CAMPAIGN_RECHECKS.requests() + " a minute"))
                .anyMatch(row -> is(row, "deliveries of webhooks", days(Deliveries.KEPT)))
                .anyMatch(row -> is(row, "the old secret", Webhooks.OLD_SECRET_SIGNS.toHours() + " hours"));
        assertThat(TestSubmissions.MAX_BYTES).isEqualTo(1 << 20);
        assertThat(TestSubmissions.LIFE).isEqualTo(Duration.ofHours(1));
        assertThat(Files.readString(GUIDE))
                .contains("more than a mebibyte", "forgotten after an hour")
                .doesNotContain("half second");
    }

    private static String mebibytes(int bytes) {
        return (bytes >> 20) + " MiB";
    }

    private static boolean is(String row, String what, String figure) {
        return row.startsWith("| " + what) && row.contains(figure);
    }
}
