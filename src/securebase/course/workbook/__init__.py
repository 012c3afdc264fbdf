"""The workbook folder: what the course puts there, and what the learner changed and keeps."""
