package org.openbloctel.server.calls.campaign;

import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.openbloctel.law.CampaignOutlook;
import org.openbloctel.law.CampaignOutlook.Obstacle;
import org.openbloctel.law.CampaignOutlook.Remedy;
import org.openbloctel.law.CampaignOutlook.Stretch;

/** What the law makes of a campaign, as programs see it: in a word for today, and for each stretch of its days. Stateless. */
final class OutlookView {
    private OutlookView() {}

    static Map<String, @Nullable Object> shown(CampaignOutlook outlook, LocalDate today, Locale locale) {
        Stretch now = outlook.on(today);
        Obstacle first = now.obstacles().isEmpty() ? null : now.obstacles().getFirst();
        Map<String, @Nullable Object> shown = new LinkedHashMap<>();
        shown.put("verdict", now.prospect().name());
        shown.put("rule", first == null ? null : first.rule());
        shown.put("article", first == null ? null : first.article());
        shown.put("text", first == null ? null : first.text().in(locale));
        shown.put("unless", unless(now));
        shown.put(
                "periods",
                outlook.stretches().stream().map(one -> period(one, locale)).toList());
        return shown;
    }

    private static List<String> unless(Stretch stretch) {
        return stretch.unless().stream().map(Remedy::code).toList();
    }

    private static Map<String, @Nullable Object> period(Stretch stretch, Locale locale) {
        Map<String, @Nullable Object> period = new LinkedHashMap<>();
        period.put("from", stretch.from().toString());
        period.put("to", stretch.to().toString());
        period.put("regime", stretch.regime() == null ? null : stretch.regime().code());
        period.put("verdict", stretch.prospect().name());
        period.put(
                "rules",
                stretch.obstacles().stream().map(one -> rule(one, locale)).toList());
        period.put("unless", unless(stretch));
        period.put("listedNumbers", stretch.list() == null ? null : rule(stretch.list(), locale));
        return period;
    }

    private static Map<String, @Nullable Object> rule(Obstacle obstacle, Locale locale) {
        Map<String, @Nullable Object> rule = new LinkedHashMap<>();
        rule.put("rule", obstacle.rule());
        rule.put("article", obstacle.article());
        rule.put("text", obstacle.text().in(locale));
        rule.put(
                "lastDay",
                obstacle.lastDay() == null ? null : obstacle.lastDay().toString());
        return rule;
    }
}
