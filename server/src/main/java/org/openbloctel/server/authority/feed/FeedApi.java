package org.openbloctel.server.authority.feed;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.openbloctel.law.Sector;
import org.openbloctel.registry.authority.complaint.CallingNumber;
import org.openbloctel.registry.authority.complaint.DayOfCalls;
import org.openbloctel.registry.authority.feed.ComplaintFeed;
import org.openbloctel.registry.platform.calendar.LegalCalendar;
import org.openbloctel.registry.platform.refusal.RefusedException;
import org.openbloctel.registry.platform.refusal.RequestRefusal;
import org.openbloctel.server.platform.access.Access;
import org.openbloctel.server.platform.access.SignedIn;
import org.openbloctel.server.platform.pages.CsvTable;
import org.springframework.http.CacheControl;
import org.springframework.http.ResponseEntity;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.bind.annotation.RestController;

/** A day of complaints for the program of another authority, as JSON and as CSV. */
@RestController
record FeedApi(ComplaintFeed feed) {
    /** The one scope of a key of the feed. */
    static final String SCOPE = "complaint-feed";

    private static final String PATH = "/api/v1/complaint-feed";
    private static final List<String> COLUMNS = List.of("date", "hour", "caller", "subject", "sector", "department");

    /** A day. */
    record DayJson(LocalDate day, List<CallJson> calls) {
        /** Copies the list. */
        DayJson {
            calls = List.copyOf(calls);
        }
    }

    /**
     * A call.
     *
     * @param caller in the international form; null when no number was shown
     * @param sector null when the subject is not known
     * @param department null when it is not known
     */
    record CallJson(
            LocalDate date,
            int hour,
            @Nullable String caller,
            String subject,
            @Nullable String sector,
            @Nullable String department) {}

    @Access(key = SCOPE)
    @GetMapping(PATH)
    ResponseEntity<DayJson> json(SignedIn.Key key, @RequestParam(name = "day", required = false) @Nullable String day) {
        ComplaintFeed.Day found = feed.fetch(key.actor(), read(day));
        return ResponseEntity.ok()
                .cacheControl(CacheControl.noStore())
                .body(new DayJson(
                        found.day(), found.calls().stream().map(FeedApi::json).toList()));
    }

    @Access(key = SCOPE)
    @GetMapping(PATH + ".csv")
    ResponseEntity<String> csv(SignedIn.Key key, @RequestParam(name = "day", required = false) @Nullable String day) {
        ComplaintFeed.Day found = feed.fetch(key.actor(), read(day));
        CsvTable csv = new CsvTable().row(COLUMNS);
        found.calls()
                .forEach(call -> csv.row(List.of(
                        call.date().toString(),
                        Integer.toString(call.hour()),
                        call.caller() == null ? "" : written(call.caller()),
                        call.subject().code(),
                        call.sector().map(Sector::code).orElse(""),
                        call.department())));
        return csv.download("complaints-" + found.day() + ".csv");
    }

    private static CallJson json(DayOfCalls.Call call) {
        return new CallJson(
                call.date(),
                call.hour(),
                call.caller() == null ? null : written(call.caller()),
                call.subject().code(),
                call.sector().map(Sector::code).orElse(null),
                call.department().isEmpty() ? null : call.department());
    }

    /** Digits alone: a short number as it is, any other with its country code. A spreadsheet takes a plus for a formula. */
    private static String written(CallingNumber caller) {
        return Long.toString(caller.value());
    }

    private static @Nullable LocalDate read(@Nullable String day) {
        if (day == null) {
            return null;
        }
        try {
            return LegalCalendar.read(day);
        } catch (DateTimeException e) {
            throw new RefusedException(new RequestRefusal.UnreadableField("day"));
        }
    }
}
