"""Traffic that was recorded, held against documents, against the fakes and against itself."""
