package org.openbloctel.registry.callfiles.submission;

/**
 * What an operator may set for the files of companies.
 *
 * @param hoursAfterDownload how many hours returned files are kept after the last download, once the callable lines were downloaded
 * @param daysAtMost how many days they are kept at most
 * @param filesAnHour of how many call files a company may download what came back in an hour, before downloads stop
 * @param linesADay how many lines a company may download in a day before downloads stop
 */
public record SpaceSettings(int hoursAfterDownload, int daysAtMost, int filesAnHour, long linesADay) {
    /** Those of every day. */
    public static final SpaceSettings USUAL = new SpaceSettings(24, 30, 60, 50_000_000);
}
