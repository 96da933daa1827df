package org.openbloctel.server.platform.pages;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.openbloctel.server.app.ServerFixture;
import org.openbloctel.server.app.Visitor;

/** HEAD is answered as GET is, without a body: by the same limits, judgements and notes. {@code FirstDownloadIT} and {@code SubmissionApiIT} do it for files. */
@Tag("check-long")
final class HeadFilterIT {
    private static List<String> pages() throws IOException {
        return Files.readAllLines(Path.of("src/test/resources/golden/access.txt")).stream()
                .filter(line -> line.startsWith("GET") && !line.contains("{") && !line.contains("*"))
                .map(line -> line.split(" +", -1)[1])
                .toList();
    }

    @Test
    void everyAddressAnswersHeadAsGetWithoutABody() throws IOException {
        try (ServerFixture server = ServerFixture.start("openbloctel.http.requests-a-minute.address=100000")) {
            Visitor visitor = server.visitor();
            List<String> pages = pages();
            assertThat(pages).hasSizeGreaterThan(100);
            for (String page : pages) {
                HttpResponse<String> get = visitor.get(page);
                HttpResponse<String> head = visitor.head(page);
                assertThat(head.statusCode()).as(page).isEqualTo(get.statusCode());
                for (String header : List.of("Location", "Content-Type", "Cache-Control")) {
                    assertThat(head.headers().allValues(header))
                            .as("%s of %s", header, page)
                            .isEqualTo(get.headers().allValues(header));
                }
                assertThat(head.body()).as(page).isEmpty();
            }
        }
    }
}
