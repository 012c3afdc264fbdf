"""The course as a whole: syllabus, evidence, references, the workbook folder, the nbgrader course."""
