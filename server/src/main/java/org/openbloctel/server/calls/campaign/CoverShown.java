package org.openbloctel.server.calls.campaign;

import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.openbloctel.law.CampaignOutlook.Prospect;
import org.openbloctel.registry.callfiles.scrubbing.ScrubQueue;
import org.openbloctel.registry.callfiles.submission.CampaignFiles;
import org.openbloctel.registry.callfiles.submission.Submission;
import org.openbloctel.registry.calls.campaign.Campaign;
import org.openbloctel.registry.calls.campaign.CampaignCover;
import org.openbloctel.registry.calls.campaign.Cover;
import org.openbloctel.registry.platform.calendar.LegalCalendar;
import org.openbloctel.server.platform.pages.Formats;
import org.springframework.context.MessageSource;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.stereotype.Component;

/** How campaigns are covered, as pages show it: {@code @coverShown}. Thread-safe. */
@Component
public record CoverShown(
        CampaignCover covers, MessageSource texts, Formats formats, InstantSource clock, OutlookShown outlooks) {
    private static final int WIDTH = 300;
    private static final int MIN_SEEN = 3;

    public Glance glance(Campaign campaign) {
        Cover cover = covers.of(campaign);
        Prospect prospect = prospect(cover.glance());
        return new Glance(
                new Tag(prospect.name(), OutlookShown.kind(prospect)),
                outlooks.numbers(prospect, outlooks.callable(cover)),
                new Tag(state(cover.glance()), kind(cover)),
                cover.coveredUntil().map(formats::day).orElse(null));
    }

    /**
     * A campaign at a glance: what the law makes of it today, and how the checks of its files stand.
     *
     * @param prospect the answer of the law
     * @param numbers how many numbers of its files may be called; null while that is not known
     * @param cover the state of its cover
     * @param until the last day that is covered, as text; null without a file
     */
    public record Glance(
            Tag prospect,
            @Nullable String numbers,
            Tag cover,
            @Nullable String until) {}

    /**
     * A state that is shown as a tag.
     *
     * @param state the end of the text's key
     * @param kind its colour: success, warning, error, neutral
     */
    public record Tag(String state, String kind) {}

    /** What the law makes of it. */
    OutlookShown.Page outlook(Cover cover) {
        return outlooks.of(cover);
    }

    /** A campaign's cover with all that its page shows to a member of this company. */
    Page page(Cover cover, UUID reader) {
        Optional<LocalDate> until = cover.coveredUntil();
        boolean over = cover.state() == Cover.State.ENDED;
        boolean forbidden = forbidden(cover);
        return new Page(
                new Standing(
                        new Tag(state(cover.glance()), kind(cover)),
                        words(cover),
                        cover.exempt() && !forbidden,
                        over ? null : until.map(day -> left(day, forbidden)).orElse(null)),
                cover.files().stream().map(one -> file(one, forbidden, reader)).toList(),
                cover.change(),
                cover.keeping()
                        .map(one -> new Keeping(
                                one.numbers(), one.since(), one.lastCheck().orElse(null)))
                        .orElse(null));
    }

    /** What the law makes of a campaign today. */
    Prospect prospect(Cover.Glance glance) {
        return glance.outlook().on(LegalCalendar.today(clock)).prospect();
    }

    /** Under a ban, checked files are called checked: "covered" would sound like a permission. */
    String state(Cover.Glance glance) {
        boolean checked = glance.state() == Cover.State.COVERED || glance.state() == Cover.State.DUE_SOON;
        boolean forbidden = prospect(glance) == Prospect.FORBIDDEN;
        return checked && forbidden ? "CHECKED" : glance.state().name();
    }

    private boolean forbidden(Cover cover) {
        return prospect(cover.glance()) == Prospect.FORBIDDEN;
    }

    private String words(Cover cover) {
        String how = forbidden(cover) && cover.state() != Cover.State.ENDED
                ? ".forbidden"
                : cover.state() == Cover.State.OUT_OF_COVER && cover.exempt() ? ".exempt" : ".words";
        return say(
                "campaign.cover." + state(cover.glance()) + how,
                cover.coveredUntil().map(formats::day).orElse(""));
    }

    private String kind(Cover cover) {
        if (forbidden(cover)) {
            return "neutral";
        }
        return switch (cover.state()) {
            case NO_FILE, ENDED -> "neutral";
            case COVERED -> "success";
            case DUE_SOON -> "warning";
            case OUT_OF_COVER -> cover.exempt() ? "warning" : "error";
        };
    }

    private FileLine file(CampaignFiles.Checked file, boolean forbidden, UUID reader) {
        return new FileLine(
                new FileLink(
                        file.latest().id(),
                        file.latest().fileName(),
                        file.latest().opensFor(reader)),
                file.latest().judgedAt().orElseThrow(),
                file.latest().counts(),
                file.latest().scope().label(),
                left(file.coveredUntil(), forbidden));
    }

    private DaysLeft left(LocalDate until, boolean forbidden) {
        long days = ChronoUnit.DAYS.between(LegalCalendar.today(clock), until);
        String key = days > 1
                ? "campaign.left"
                : days == 1 ? "campaign.left.one" : days == 0 ? "campaign.left.last" : "campaign.left.none";
        String kind = forbidden ? "neutral" : days < 0 ? "error" : days <= Cover.SOON_DAYS ? "warning" : "success";
        long width = days < 0
                ? 0
                : Math.max(MIN_SEEN, WIDTH * Math.min(days, ScrubQueue.CHECK_HOLDS_DAYS) / ScrubQueue.CHECK_HOLDS_DAYS);
        return new DaysLeft(kind, width, say(key, days, formats.day(until)));
    }

    private String say(String key, Object... arguments) {
        return texts.getMessage(key, arguments, LocaleContextHolder.getLocale());
    }

    /** A campaign's cover with all that its page shows. */
    public record Page(
            Standing standing,
            List<FileLine> files,
            Cover.Change change,
            @Nullable Keeping keeping) {}

    /**
     * How a campaign's cover stands.
     *
     * @param words what holds, and what is to be done
     * @param left of the thirty days; null where nothing runs out
     */
    public record Standing(
            Tag state,
            String words,
            boolean exempt,
            @Nullable DaysLeft left) {}

    /**
     * A file of a campaign as it was last checked.
     *
     * @param scope whether by the list alone or by the law of the day
     */
    public record FileLine(FileLink file, Instant checkedAt, Submission.Counts counts, String scope, DaysLeft left) {}

    /**
     * A file and its page.
     *
     * @param opens whether the reader may open the page
     */
    public record FileLink(UUID id, String name, boolean opens) {}

    /**
     * How many of the thirty days are left.
     *
     * @param kind success, warning, error, or neutral under a ban
     * @param width of the bar, of 300
     */
    public record DaysLeft(String kind, long width, String words) {}

    /**
     * The numbers of a campaign are kept.
     *
     * @param last their latest check; null before the first
     */
    public record Keeping(long numbers, Instant since, Cover.@Nullable Recheck last) {}
}
