package org.openbloctel.server.authority.inspection;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.openbloctel.registry.authority.complaint.ComplaintQuery;
import org.openbloctel.registry.authority.complaint.ComplaintState;
import org.openbloctel.registry.authority.complaint.Departement;

/** An address restricts a search by what can be read in it, and by nothing else. */
final class SearchFormTest {
    private static final UUID READER = new UUID(1, 2);
    /** In Paris the day after. */
    private static final Instant NOW = Instant.parse("2028-02-28T23:30:00Z");

    private static SearchForm form(String state, String from, String until, String mine, String after) {
        return new SearchForm(state, "", "29", "", "", from, until, mine, "anciens", after);
    }

    private static ComplaintQuery query(SearchForm form) {
        return form.query(READER, null, "", NOW);
    }

    @Test
    void searchWithoutDaysGoesThreeYearsBackAndEndsWithToday() {
        ComplaintQuery query = query(form("", "", "", "", ""));
        assertThat(query.from()).as("from a leap day").isEqualTo("2025-02-27T23:00:00Z");
        assertThat(query.until()).isEqualTo("2028-02-29T23:00:00Z");
    }

    @Test
    void daysAreThoseOfFranceAndTheLastOneIsIncluded() {
        ComplaintQuery query = query(form("RECEIVED", "2027-03-28", "2027-03-28", "moi", ""));
        assertThat(query.from()).isEqualTo("2027-03-27T23:00:00Z");
        assertThat(query.until()).as("a day of 23 hours").isEqualTo("2027-03-28T22:00:00Z");
        assertThat(query.state()).isEqualTo(ComplaintState.RECEIVED);
        assertThat(query.assignee()).isEqualTo(READER);
        assertThat(query.earliestFirst()).isTrue();
        assertThat(query.departement()).isEqualTo(Departement.of("29").orElseThrow());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "hier",
                "2027-02-30",
                "28/03/2027",
                "+999999999-12-31",
                "-999999999-01-01",
                "+12027-03-28",
                "27-03-28",
                " 2027-03-28",
                "2027-03-28T00:00"
            })
    void dayThatCannotBeReadRestrictsNothing(String day) {
        assertThat(query(form("", day, day, "toi", ""))).isEqualTo(query(form("", "", "", "", "")));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "x",
                "_",
                "2026-11-24T10:00:00Z",
                "2026-11-24T10:00:00Z_x",
                "+1000000000-12-31T23:59:59Z_00000000-0000-0001-0000-000000000002",
                "-0001-12-31T23:59:59Z_00000000-0000-0001-0000-000000000002",
                "2026-11-24T10:00:00Z_00000000-0000-0001-0000-000000000002_"
            })
    void placeThatCannotBeReadIsTheBeginning(String after) {
        assertThat(query(form("", "", "", "", after)).after()).isNull();
    }

    @Test
    void placeOfTheNextPageIsReadAsItWasWritten() {
        ComplaintQuery.Cursor row = new ComplaintQuery.Cursor(Instant.parse("2026-11-24T10:00:00.000001Z"), READER);
        SearchForm next = form("RECEIVED", "2026-01-01", "", "", "").after(row);
        assertThat(query(next).after()).isEqualTo(row);
        assertThat(next.after(null).after()).isEmpty();
        assertThat(next.about("abc").after()).as("another company begins anew").isEmpty();
    }

    @Test
    void addressKeepsWhatItWasGivenAndAddsNoParameter() {
        SearchForm hostile = new SearchForm("a&b=c", "#", "é", "{state}", "%2F", "+", "?", "moi", "\"", "");
        assertThat(hostile.address("/inspection/plaintes"))
                .isEqualTo("/inspection/plaintes?etat=a%26b%3Dc&sujet=%23&departement=%C3%A9&entreprise=%7Bstate%7D"
                        + "&appelant=%252F&du=%2B&au=%3F&suivi=moi&tri=%22&apres=");
    }
}
