package org.openbloctel.server.calls.campaign;

import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.openbloctel.law.CampaignOutlook;
import org.openbloctel.law.CampaignOutlook.Obstacle;
import org.openbloctel.law.CampaignOutlook.Prospect;
import org.openbloctel.law.CampaignOutlook.Stretch;
import org.openbloctel.law.LawBook;
import org.openbloctel.law.Sector;
import org.openbloctel.law.Subject;
import org.openbloctel.registry.calls.campaign.Campaign;
import org.openbloctel.registry.calls.campaign.Campaigns;
import org.openbloctel.registry.calls.campaign.Cover;
import org.openbloctel.registry.calls.campaign.Outlooks;
import org.openbloctel.registry.platform.calendar.LegalCalendar;
import org.openbloctel.server.platform.pages.Formats;
import org.openbloctel.server.platform.pages.Typesetting;
import org.springframework.context.MessageSource;
import org.springframework.context.i18n.LocaleContextHolder;
import org.springframework.stereotype.Component;

/** What the law makes of a campaign, as pages show it: {@code @outlookShown}. Thread-safe. */
@Component
public record OutlookShown(
        Outlooks outlooks,
        Campaigns campaigns,
        LawBook law,
        MessageSource texts,
        Formats formats,
        InstantSource clock) {
    /** Of a campaign, for the top of its page: with how many of its numbers may be called, once its files say so. */
    Page of(Cover cover) {
        Campaign campaign = cover.campaign();
        String about = about(campaign.sector(), campaign.subject(), campaign.goods());
        return page(cover.outlook(), about, callable(cover));
    }

    /** How many of its numbers may be called; null also where the checks that say so are those of the days before its subject was needed. */
    Cover.@Nullable Callable callable(Cover cover) {
        return campaigns.cannotTell(cover.campaign()) ? null : cover.callable().orElse(null);
    }

    /** Of one that is about to be declared. */
    Page of(Campaigns.Terms terms) {
        return page(outlooks.of(terms), about(terms.sector(), terms.subject(), terms.goods()), null);
    }

    /** The kind of tag and notice of a prospect. */
    static String kind(Prospect prospect) {
        return switch (prospect) {
            case FORBIDDEN -> "error";
            case NEEDS_CONSENT -> "warning";
            case POSSIBLE -> "success";
        };
    }

    /** What a consent has to be for. */
    private String about(Sector sector, @Nullable Subject subject, @Nullable String goods) {
        if (subject == Subject.OTHER && goods != null) {
            return goods;
        }
        return subject == null
                ? say("law.sector." + sector.code())
                : set(subject.name().in(LocaleContextHolder.getLocale()));
    }

    private Page page(CampaignOutlook outlook, String about, Cover.@Nullable Callable callable) {
        boolean several = outlook.stretches().size() > 1;
        Stretch now = outlook.on(LegalCalendar.today(clock));
        return new Page(outlook.stretches().stream()
                .map(stretch -> part(stretch, about, several, stretch.equals(now) ? callable : null))
                .toList());
    }

    /** Whether the law forbids one that is about to be declared, on all its days. */
    boolean forbids(Campaigns.Terms terms) {
        return outlooks.of(terms).forbidden();
    }

    /** How many numbers, where calls are possible at all. */
    @Nullable
    String numbers(Prospect prospect, Cover.@Nullable Callable callable) {
        if (callable == null || prospect == Prospect.FORBIDDEN) {
            return null;
        }
        return say(
                "campaign.outlook.numbers"
                        + (callable.callable() == 0 ? ".none" : callable.callable() == 1 ? ".one" : ""),
                formats.count(callable.callable()),
                formats.count(callable.of()));
    }

    private Part part(Stretch stretch, String about, boolean several, Cover.@Nullable Callable callable) {
        Prospect prospect = stretch.prospect();
        String numbers = numbers(prospect, callable);
        String title = say("campaign.outlook." + prospect + ".title");
        List<String> unless = new ArrayList<>();
        stretch.unless().forEach(one -> unless.add(say("campaign.outlook.unless." + one.code())));
        Obstacle list = stretch.list();
        return new Part(
                prospect.name(),
                callable != null && numbers != null && callable.callable() == 0 ? "warning" : kind(prospect),
                new Words(
                        numbers == null ? title : say("campaign.outlook.for", numbers),
                        several
                                ? say("campaign.outlook.days", formats.day(stretch.from()), formats.day(stretch.to()))
                                : null,
                        say("campaign.outlook." + prospect + ".words", about),
                        numbers == null || callable == null
                                ? null
                                : say("campaign.outlook.numbers." + (callable.all() ? "latest" : "some"))),
                new Grounds(
                        stretch.obstacles().stream().map(this::rule).toList(),
                        unless,
                        list == null || prospect == Prospect.FORBIDDEN ? null : rule(list)));
    }

    private RuleLine rule(Obstacle obstacle) {
        String known = law.rule(obstacle.rule())
                .map(rule -> set(rule.title().in(LocaleContextHolder.getLocale())))
                .orElse(null);
        return new RuleLine(
                known == null ? null : obstacle.rule(),
                known == null ? "" : known,
                Typesetting.french(obstacle.article()),
                set(obstacle.text().in(LocaleContextHolder.getLocale())));
    }

    private static String set(String text) {
        return LocaleContextHolder.getLocale().getLanguage().equals(Locale.FRENCH.getLanguage())
                ? Typesetting.french(text)
                : text;
    }

    private String say(String key, Object... arguments) {
        return texts.getMessage(key, arguments, LocaleContextHolder.getLocale());
    }

    /**
     * What the law makes of a campaign.
     *
     * @param parts one for each stretch of days under one law
     */
    public record Page(List<Part> parts) {}

    /**
     * What the law makes of it on some days.
     *
     * @param prospect the name of the answer
     * @param kind of the notice
     */
    public record Part(String prospect, String kind, Words words, Grounds grounds) {}

    /**
     * The answer in words.
     *
     * @param title the answer in a few words
     * @param days which days; null for all of the campaign's
     * @param meaning what that means for the caller
     * @param numbers where the title's figures come from; null when it has none
     */
    public record Words(
            String title,
            @Nullable String days,
            String meaning,
            @Nullable String numbers) {}

    /**
     * What the answer rests on.
     *
     * @param unless what would change it
     * @param list the rule that excepts listed numbers; null without one
     */
    public record Grounds(
            List<RuleLine> rules,
            List<String> unless,
            @Nullable RuleLine list) {}

    /**
     * A rule with a link to its page.
     *
     * @param id null where there is no page
     */
    public record RuleLine(@Nullable String id, String title, String article, String text) {}
}
