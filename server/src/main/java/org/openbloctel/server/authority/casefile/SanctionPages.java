package org.openbloctel.server.authority.casefile;

import static org.openbloctel.server.platform.access.Access.Caller.ANYONE;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.util.List;
import org.openbloctel.registry.authority.casefile.CaseDecision;
import org.openbloctel.registry.authority.casefile.CaseRegister;
import org.openbloctel.registry.platform.calendar.LegalCalendar;
import org.openbloctel.server.platform.access.Access;
import org.openbloctel.server.platform.pages.CsvTable;
import org.springframework.http.CacheControl;
import org.springframework.http.MediaType;
import org.springframework.http.ResponseEntity;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import tools.jackson.databind.json.JsonMapper;

/** The sanctions that are published today, for everybody; nothing of a sanction after its last day, and no browser keeps an answer. */
@Controller
final class SanctionPages {
    private static final MediaType CSV = new MediaType("text", "csv", StandardCharsets.UTF_8);

    private final CaseRegister cases;
    private final JsonMapper json;

    SanctionPages(CaseRegister cases, JsonMapper json) {
        this.cases = cases;
        this.json = json;
    }

    /** A sanction as JSON. */
    record One(
            String company,
            String siren,
            BigDecimal euros,
            List<String> articles,
            LocalDate decided,
            LocalDate publishedUntil) {
        /** Copies the list. */
        One {
            articles = List.copyOf(articles);
        }

        static One of(CaseDecision.Published sanction) {
            return new One(
                    sanction.name(),
                    sanction.siren(),
                    BigDecimal.valueOf(sanction.cents(), 2),
                    sanction.articles(),
                    LegalCalendar.dayOf(sanction.decidedAt()),
                    sanction.until());
        }
    }

    /** All of them. */
    record All(List<One> sanctions) {
        /** Copies the list. */
        All {
            sanctions = List.copyOf(sanctions);
        }
    }

    @Access(ANYONE)
    @GetMapping("/sanctions")
    String page(Model model) {
        model.addAttribute("all", cases.published());
        return "casefile/sanctions";
    }

    @Access(ANYONE)
    @GetMapping("/sanctions.csv")
    ResponseEntity<String> csv() {
        CsvTable csv =
                new CsvTable().row(List.of("company", "siren", "euros", "articles", "decided", "published_until"));
        for (One one : all()) {
            csv.row(List.of(
                    one.company(),
                    one.siren(),
                    one.euros().toPlainString(),
                    String.join(" | ", one.articles()),
                    one.decided().toString(),
                    one.publishedUntil().toString()));
        }
        return answer(CSV, csv.toString());
    }

    @Access(ANYONE)
    @GetMapping("/sanctions.json")
    ResponseEntity<String> json() {
        return answer(MediaType.APPLICATION_JSON, json.writeValueAsString(new All(all())));
    }

    private List<One> all() {
        return cases.published().stream().map(One::of).toList();
    }

    private static ResponseEntity<String> answer(MediaType type, String body) {
        return ResponseEntity.ok()
                .contentType(type)
                .cacheControl(CacheControl.noStore())
                .body(body);
    }
}
