import { NavLink } from 'react-router';

/** The sections of a page, each with an address of its own; the first one's is the page's. */
export function SectionNav<S extends string>({
  label,
  page,
  sections,
  titles,
}: {
  readonly label: string;
  /** Address of the page. */
  readonly page: string;
  readonly sections: readonly S[];
  readonly titles: { readonly [section in S]: string };
}) {
  return (
    <nav className="fq-sections fq-no-print" aria-label={label}>
      {sections.map((section, index) => (
        <NavLink key={section} to={index === 0 ? page : `${page}/${section}`} end>
          {titles[section]}
        </NavLink>
      ))}
    </nav>
  );
}
