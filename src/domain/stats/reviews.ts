import { type Review, type ReviewQuestion, reviewQuestions } from '../call-record.ts';
import { compareDays, type Day } from '../day.ts';
import { meanOf } from './rate.ts';

/** The scores of one question over the last calls, 2 is best. */
export interface ReviewTrend {
  readonly question: ReviewQuestion;
  /** Oldest first; calls in which it was skipped left out. */
  readonly scores: readonly number[];
  readonly mean: number | null;
  /** The newer half against the older one; `null` below four scores. */
  readonly trend: 'up' | 'down' | 'level' | null;
}

/** Calls looked back on (practice D11). */
const reviewedCalls = 10;
const fewest = 4;

/** The seven questions over the last ten reviewed calls until `today`. */
export function reviewTrends(reviews: readonly Review[], today: Day): ReviewTrend[] {
  const last = reviews
    .filter(({ on }) => on <= today)
    .toSorted((a, b) => compareDays(a.on, b.on) || a.callId - b.callId)
    .slice(-reviewedCalls);
  return reviewQuestions.map((question) => {
    const scores = last.flatMap((review) => review.scores[question] ?? []);
    return { question, scores, mean: meanOf(scores), trend: trendOf(scores) };
  });
}

function trendOf(scores: readonly number[]): ReviewTrend['trend'] {
  if (scores.length < fewest) return null;
  const half = Math.floor(scores.length / 2);
  const difference = (meanOf(scores.slice(-half)) ?? 0) - (meanOf(scores.slice(0, half)) ?? 0);
  if (difference === 0) return 'level';
  return difference > 0 ? 'up' : 'down';
}
